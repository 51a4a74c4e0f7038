import type { Output } from "../terminal.ts";
import type { ServeVoice } from "./serveVoice.ts";

/** For programs: an event a line on stdout, each an object with the field "event". */
export function jsonVoice(stdout: Output, quiet: boolean): ServeVoice {
  const tell = (event: string, fields: object): void => {
    stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
  };
  return {
    everyMs: 1000,
    began: ({ url, open, router, facts }) => {
      const first = router && {
        name: `accounts/${router.account}/routers/${router.id}`,
        deployments: router.deployments,
      };
      tell("serving", { url, open, router: first ?? null, notes: facts });
    },
    traffic: (reading) => {
      if (!quiet) tell("traffic", reading);
    },
    fault: (message) => tell("fault", { message }),
    draining: (inFlight, graceMs) => tell("draining", { inFlight, graceMs }),
    ended: ({ lifeMs, counts, cut }) => tell("ended", { lifeMs: Math.round(lifeMs), cut, requests: counts }),
  };
}
