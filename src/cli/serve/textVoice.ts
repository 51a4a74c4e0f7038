import type { Paint } from "../../report/paint.ts";
import { formatDuration } from "../../scenario/quantity/formatDuration.ts";
import { reportWidth } from "../reportWidth.ts";
import type { Terminal } from "../terminal.ts";
import type { LiveView } from "./liveView.ts";
import type { ServeVoice } from "./serveVoice.ts";
import { totalsText } from "./totalsText.ts";
import { trafficLine } from "./trafficLine.ts";
import { welcomeText } from "./welcomeText.ts";

/** For people: where the server is on stdout, the traffic on stderr, the totals on stdout. */
export function textVoice({ stdout, stderr }: Terminal, view: LiveView, paint: Paint): ServeVoice {
  return {
    everyMs: 500,
    began: (welcome) => void stdout.write(welcomeText(welcome, paint, reportWidth(stdout))),
    traffic: (reading) => view.update((width) => trafficLine(reading, width)),
    fault: (sentence) => view.note(`shuntyard: ${sentence}`),
    draining: (inFlight, graceMs) => {
      view.close();
      if (inFlight === 0) return;
      const grace = formatDuration(graceMs);
      stderr.write(`stopping: ${inFlight} in flight, up to ${grace} to end; another signal ends at once\n`);
    },
    ended: (totals) => {
      view.close();
      stdout.write(totalsText(totals));
    },
  };
}
