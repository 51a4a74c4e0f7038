#!/usr/bin/env node
import { generatedHelp } from "./generatedHelp.ts";
import { quickAnswer } from "./quickAnswer.ts";

const argv = process.argv.slice(2);
const answer = quickAnswer(argv);

if (answer !== undefined) process.stdout.write(answer);
else if (argv.length === 0) {
  process.stderr.write(generatedHelp);
  process.exitCode = 2;
} else {
  const { perform } = await import("./perform.ts");
  process.exitCode = await perform(argv);
}
