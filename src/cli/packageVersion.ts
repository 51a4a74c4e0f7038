/** The version in package.json; `npm run build && node scripts/write-help.mjs` writes it. */
export const packageVersion: string = "0.1.0";
