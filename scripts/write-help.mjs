import { readFileSync, writeFileSync } from "node:fs";
import { createParser } from "../dist/cli/parser.js";

const cli = new URL("../src/cli/", import.meta.url);
const writtenBy = "`npm run build && node scripts/write-help.mjs` writes it.";

const help = await createParser(() => {}).getHelp();
const lines = `${help}\n`.split("\n").map((line) => `  ${JSON.stringify(line.trimEnd())},\n`);
writeFileSync(
  new URL("generatedHelp.ts", cli),
  `/** What \`shuntyard --help\` prints; ${writtenBy} */
export const generatedHelp: string = [
${lines.join("")}].join("\\n");
`,
);

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
writeFileSync(
  new URL("packageVersion.ts", cli),
  `/** The version in package.json; ${writtenBy} */
export const packageVersion: string = ${JSON.stringify(version)};
`,
);
