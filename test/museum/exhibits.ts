import { aliasSwapped } from "./bugs/aliasSwapped.ts";
import { clockAsDice } from "./bugs/clockAsDice.ts";
import { drawForEach } from "./bugs/drawForEach.ts";
import { fewClients } from "./bugs/fewClients.ts";
import { firstWithoutWeight } from "./bugs/firstWithoutWeight.ts";
import { fractionAsOne } from "./bugs/fractionAsOne.ts";
import { herding } from "./bugs/herding.ts";
import { inclusiveWalk } from "./bugs/inclusiveWalk.ts";
import { lowBits } from "./bugs/lowBits.ts";
import { moduloBias } from "./bugs/moduloBias.ts";
import { oncePerConnection } from "./bugs/oncePerConnection.ts";
import { oneOutcomeTooMany } from "./bugs/oneOutcomeTooMany.ts";
import { perAddress } from "./bugs/perAddress.ts";
import { percentOfTheCounter } from "./bugs/percentOfTheCounter.ts";
import { refreshResets } from "./bugs/refreshResets.ts";
import { restToNobody } from "./bugs/restToNobody.ts";
import { restToTheLast } from "./bugs/restToTheLast.ts";
import { retryTheNext } from "./bugs/retryTheNext.ts";
import { rotaSoldAsRandom } from "./bugs/rotaSoldAsRandom.ts";
import { roundedAway } from "./bugs/roundedAway.ts";
import { roundForFloor } from "./bugs/roundForFloor.ts";
import { sameSecond } from "./bugs/sameSecond.ts";
import { sameSeed } from "./bugs/sameSeed.ts";
import { seededByTheCall } from "./bugs/seededByTheCall.ts";
import { shortWord } from "./bugs/shortWord.ts";
import { sortedAtRandom } from "./bugs/sortedAtRandom.ts";
import { staleView } from "./bugs/staleView.ts";
import { stickyHash } from "./bugs/stickyHash.ts";
import { totalIgnored } from "./bugs/totalIgnored.ts";
import { unreadyServed } from "./bugs/unreadyServed.ts";
import { wholeWeightInARow } from "./bugs/wholeWeightInARow.ts";
import { wrongStart } from "./bugs/wrongStart.ts";
import { zeroAsUnset } from "./bugs/zeroAsUnset.ts";
import type { Exhibit } from "./exhibit.ts";

/** The museum, in the order of a visit: weights, draws, destinations, memory, seeds, rotas. */
export const exhibits: readonly Exhibit[] = [
  clockAsDice,
  firstWithoutWeight,
  zeroAsUnset,
  fractionAsOne,
  inclusiveWalk,
  oneOutcomeTooMany,
  totalIgnored,
  roundedAway,
  restToTheLast,
  restToNobody,
  moduloBias,
  shortWord,
  drawForEach,
  aliasSwapped,
  roundForFloor,
  sortedAtRandom,
  unreadyServed,
  perAddress,
  retryTheNext,
  fewClients,
  staleView,
  stickyHash,
  oncePerConnection,
  herding,
  percentOfTheCounter,
  lowBits,
  seededByTheCall,
  sameSeed,
  sameSecond,
  rotaSoldAsRandom,
  refreshResets,
  wrongStart,
  wholeWeightInARow,
];
