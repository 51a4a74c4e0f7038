/** Which server is spoken to, and for whom; in every command on resources. */
export const connectionOptions = {
  "account-id": { alias: "a", type: "string", requiresArg: true, describe: "Account; SHUNTYARD_ACCOUNT_ID (local)" },
  "api-key": { type: "string", requiresArg: true, describe: "Key; better in SHUNTYARD_API_KEY, out of sight" },
  profile: { alias: "p", type: "string", requiresArg: true, describe: "Profile with baseUrl, accountId and apiKey" },
  "base-url": { type: "string", requiresArg: true, describe: "Server; SHUNTYARD_BASE_URL (http://127.0.0.1:8080)" },
} as const;

/** How the answer is shown. */
export const outputOption = {
  output: {
    alias: "o",
    type: "string",
    requiresArg: true,
    describe: "text, json, or flag: the flags that would create it again",
  },
} as const;

/** In every command that changes something. */
export const dryRunOption = {
  "dry-run": { type: "boolean", describe: "Print the request and send nothing" },
} as const;

export const listOptions = {
  filter: { type: "string", requiresArg: true, describe: `AIP-160, such as 'displayName = "eu *" AND public = true'` },
  "order-by": { type: "string", requiresArg: true, describe: "Fields separated by commas, such as 'createTime desc'" },
  "page-size": { type: "string", requiresArg: true, describe: "Resources on a page" },
  "page-token": { type: "string", requiresArg: true, describe: "Begin at this page" },
  paginate: { type: "boolean", describe: "--no-paginate for one page alone" },
} as const;

/** What a person may say of any resource. */
export const displayNameOption = {
  "display-name": { type: "string", requiresArg: true, describe: "Name for people, fewer than 64 characters" },
} as const;

/** Where settings come from, at the end of the help. */
export const settingsHelp = `Settings come from the flag, else the environment, else the profile, else the
default. Profiles are in ~/.config/shuntyard/profiles.json, or in the file that
SHUNTYARD_PROFILES names, such as
{"prod": {"baseUrl": "https://…", "accountId": "…", "apiKey": "…"}}.

Exit codes: 0 done, 1 refused by the server, 2 a mistake in the command (nothing
was sent), 4 the server cannot be reached or failed.`;
