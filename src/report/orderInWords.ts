import type { CheckReport, SequenceFacts } from "../check/report.ts";

type Looks = SequenceFacts["looks"];

const looksWords: Readonly<Record<Looks, string>> = {
  independent: "like independent random draws",
  "too-regular": "too regular for random draws, as round-robin deals them out",
  clumped: "in clumps, as sticky sessions, bursts or a shared seed make them",
  patterned: "a pick can be told from the picks before it",
  drifting: "the split changes on the way",
  copied: "two selectors pick alike, as when they were seeded alike",
  unclear: "nothing speaks against independent random draws, but round-robin could not have been told from them yet",
};

/** What the order of the picks looks like, whether or not anything was promised about it. */
export function orderInWords({ sequence, order, source, requests, claims }: CheckReport): string {
  if (sequence === null) return `The order: not known, ${unknownInWords(source, requests)}.`;
  const { looks, scatter: found } = sequence;
  if (looks === "independent" || looks === "unclear") return `The order: ${looksWords[looks]}.`;
  const scatter =
    found === null
      ? ""
      : ` (counts in windows of ${found.window} scatter ${found.ratio.toFixed(2)} times as much as chance has them)`;
  if (order === "smooth" && looks === "too-regular") {
    const kept = claims.every(({ kind, verdict }) => kind !== "order" || verdict !== "fail");
    return `The order: regular${kept ? ", as promised" : ", but not as smooth as promised"}${scatter}.`;
  }
  return `The order: ${looksWords[looks]}${scatter}${order === "any" ? "; nobody promised otherwise" : ""}.`;
}

function unknownInWords(source: CheckReport["source"], requests: number): string {
  if (source === "counts") return "only counts came in";
  return requests === 0 ? "there were no requests" : "it was not kept";
}
