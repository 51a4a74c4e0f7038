import { clipText } from "../../report/clipText.ts";
import { absent } from "../../report/formatNumber.ts";

/** A text from a server as a table shows it: harmless, in at most `width` columns, a dash where there is none. */
export function brief(text: string, width: number): string {
  const clipped = clipText(text, width);
  return clipped === "" ? absent : clipped;
}
