/** What `shuntyard --help` prints, as yargs would; written by `node scripts/write-help.mjs`. */
export const generatedHelp = "";
