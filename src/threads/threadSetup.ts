import { workerData } from "piscina";

/** What the thread was given when it started, as in `ThreadsJob.setup`. Only to be imported by modules that threads load. */
export const threadSetup: typeof workerData = workerData;
