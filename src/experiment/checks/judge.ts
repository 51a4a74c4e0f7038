import type { Check } from "../../scenario/scenario.ts";
import type { CheckResult } from "../result.ts";
import { judgeConforms } from "./conforms.ts";
import { judgeConverges } from "./converges.ts";
import { judgeHeadroom } from "./headroom.ts";
import type { JudgeContext } from "./judgeContext.ts";
import { judgeNoLoss } from "./noLoss.ts";
import { judgeSplit } from "./split.ts";
import { judgeThreshold } from "./threshold.ts";

/** The judge's word on one check. */
export function judge(context: JudgeContext, check: Check): CheckResult {
  switch (check.kind) {
    case "conforms":
      return judgeConforms(context, check);
    case "split":
      return judgeSplit(context, check);
    case "converges":
      return judgeConverges(context, check);
    case "no-loss":
      return judgeNoLoss(context, check);
    case "threshold":
      return judgeThreshold(context, check);
    case "headroom":
      return judgeHeadroom(context, check);
  }
}
