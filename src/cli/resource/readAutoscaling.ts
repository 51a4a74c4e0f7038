import { quote } from "../../scenario/quote.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import type { Fields } from "./fields.ts";
import { given } from "./given.ts";
import { readNames } from "./readNames.ts";
import { readWindow } from "./readWindow.ts";
import type { ResourceArguments } from "./resourceArguments.ts";

/** The fields of the autoscaling policy that were typed; undefined when none was. */
export function readAutoscaling(typed: ResourceArguments, reader: ArgumentReader): Fields | undefined {
  const policy = given({
    scaleUpWindow: readWindow(reader, "scale-up-window", typed.scaleUpWindow),
    scaleDownWindow: readWindow(reader, "scale-down-window", typed.scaleDownWindow),
    scaleToZeroWindow: readWindow(reader, "scale-to-zero-window", typed.scaleToZeroWindow),
    loadTargets: readLoadTargets(typed, reader),
  });
  return Object.keys(policy).length === 0 ? undefined : policy;
}

function readLoadTargets({ loadTargets }: ResourceArguments, reader: ArgumentReader): Fields | undefined {
  const pairs = readNames(reader, "load-targets", loadTargets, "targets such as default=0.8");
  if (pairs === undefined) return undefined;
  const targets = new Map<string, number>();
  for (const pair of pairs) {
    const [, name, number] = /^(.+)=(\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i.exec(pair) ?? [];
    if (name === undefined) {
      reader.complain(`--load-targets: expected a name and a number >= 0 such as default=0.8, got ${quote(pair)}`);
    } else if (targets.has(name)) reader.complain(`--load-targets: expected every name once, got ${quote(name)} twice`);
    else targets.set(name, Number(number));
  }
  return Object.fromEntries(targets);
}
