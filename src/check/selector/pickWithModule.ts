import type { CheckedSelector } from "../../routing/selectorModule.ts";
import { foreignThrown, foreignValue, shortened } from "./foreignValue.ts";
import type { ThreadEnd } from "./moduleMessage.ts";

/** Names that nobody promised and that are told apart; those that come later have one name together. */
const mostStrangers = 1000;
const otherStrangers = "(others)";

/** Codes of deployments: the promised ones by name and number, then the names that nobody promised as they come up. */
export class DeploymentCodes {
  /** Without prototype: every name is as good as another, and looking one up runs no code. */
  private readonly codeOf: Record<string, number> = Object.create(null);
  private readonly promised: number;
  private readonly onStranger: (code: number, name: string) => void;
  private known: number;

  constructor(names: readonly string[], onStranger: (code: number, name: string) => void) {
    this.promised = names.length;
    this.known = names.length;
    this.onStranger = onStranger;
    for (const [j, name] of names.entries()) this.codeOf[name] = j;
  }

  /** The code of an answer, or undefined for what is none. */
  of(answer: unknown): number | undefined {
    if (typeof answer === "string") return this.codeOf[answer] ?? this.codeOfStranger(shortened(answer));
    // An index: a whole number, and below 2^32 as it is below the number of deployments.
    if (typeof answer === "number" && answer >>> 0 === answer && answer < this.promised) return answer;
    return undefined;
  }

  private codeOfStranger(name: string): number {
    const known = this.codeOf[name];
    if (known !== undefined) return known;
    if (this.known - this.promised > mostStrangers) return this.known - 1;
    const code = this.known++;
    if (code - this.promised < mostStrangers) this.codeOf[name] = code;
    this.onStranger(code, code - this.promised < mostStrangers ? name : otherStrangers);
    return code;
  }
}

const none = (): number => 0;

/** Has a selector answer its requests, and ends at the first that it does not. The code of each answer goes to `put`. */
export function pickWithModule(
  selector: CheckedSelector,
  requests: number,
  codes: DeploymentCodes,
  put: (code: number) => void,
): ThreadEnd {
  for (let index = 0; index < requests; index++) {
    let picked: unknown;
    try {
      // A new object every time: the module may keep it, or write into it.
      picked = selector.pick({ index, timeMs: index, inFlight: none });
    } catch (error) {
      return { kind: "threw", thrown: foreignThrown(error) };
    }
    const code = codes.of(picked);
    if (code === undefined) return { kind: "returned", value: foreignValue(picked) };
    put(code);
  }
  return { kind: "played" };
}
