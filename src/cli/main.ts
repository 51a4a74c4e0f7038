#!/usr/bin/env node
import { allowBrokenPipe } from "./allowBrokenPipe.ts";
import { generatedHelp } from "./generatedHelp.ts";
import { quickAnswer } from "./quickAnswer.ts";

const argv = process.argv.slice(2);
const answer = quickAnswer(argv);

allowBrokenPipe(process.stdout);
allowBrokenPipe(process.stderr);
if (answer !== undefined) process.stdout.write(answer);
else if (argv.length === 0) {
  process.stderr.write(generatedHelp);
  process.exitCode = 2;
} else {
  const { perform } = await import("./perform.ts");
  process.exitCode = await perform(argv);
}
