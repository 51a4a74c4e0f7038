import { packageVersion } from "./packageVersion.ts";

/**
 * What is counted with: machines that share a run must agree on it. The version of Node is in it because its
 * mathematical functions may round in another way after a major release.
 */
export const buildStamp: string = `shuntyard ${packageVersion} on Node ${process.versions.node.split(".")[0]}`;
