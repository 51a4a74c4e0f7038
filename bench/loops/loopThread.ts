import { workerData } from "node:worker_threads";
import { wholeRequestLoop } from "./wholeRequest.ts";

/** Plays the loop written by hand, `workerData` requests long, in a thread of its own. */
const requests: number = workerData;
wholeRequestLoop(requests);
