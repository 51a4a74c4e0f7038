import { writeFileSync } from "node:fs";
import { createParser } from "../dist/cli/parser.js";

const help = await createParser(() => {}).getHelp();
const lines = `${help}\n`.split("\n").map((line) => `  ${JSON.stringify(line.trimEnd())},\n`);
writeFileSync(
  new URL("../src/cli/generatedHelp.ts", import.meta.url),
  `/** What \`shuntyard --help\` prints; \`npm run build && node scripts/write-help.mjs\` writes it. */
export const generatedHelp: string = [
${lines.join("")}].join("\\n");
`,
);
