import fc from "fast-check";

/**
 * On a build server the laws are tried on the same inputs every time, so that a build fails for what was changed and for
 * nothing else; everywhere else on fresh ones. A failure prints its seed either way; `LAW_SEED` plays it again.
 */
const given = process.env["LAW_SEED"] ?? (process.env["CI"] === "true" ? "20251122" : undefined);
if (given !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) });
