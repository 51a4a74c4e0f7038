import { createPaint } from "../../report/paint.ts";
import { exitCode } from "../exitCode.ts";
import { watchInterruption } from "../interruption.ts";
import type { Terminal } from "../terminal.ts";
import { wantsColor } from "../wantsColor.ts";
import { chooseLiveView } from "./chooseLiveView.ts";
import { jsonVoice } from "./jsonVoice.ts";
import { readServeRequest } from "./readServeRequest.ts";
import type { ServeArguments } from "./serveArguments.ts";
import type { ServeRequest } from "./serveRequest.ts";
import type { ServeVoice } from "./serveVoice.ts";
import { textVoice } from "./textVoice.ts";

/** Reads what was typed and, where nothing is wrong with it, serves until a signal comes. Gives the exit code. */
export async function performServe(typed: ServeArguments, terminal: Terminal): Promise<number> {
  const reading = readServeRequest(typed, terminal.environment);
  if (reading.kind === "mistakes") {
    return complain(
      reading.lines.map((line) => `shuntyard: ${line}`),
      terminal,
    );
  }
  const { request } = reading;
  const { readStart } = await import("./readStart.ts");
  const start = readStart(request);
  if (start.kind === "mistakes") return complain(start.lines, terminal);
  const interruption = watchInterruption(process, (code) => process.exit(code));
  try {
    const { serve } = await import("./serve.ts");
    return await serve(request, start, { terminal, interruption, voice: voiceFor(request, terminal) });
  } finally {
    interruption.release();
  }
}

function voiceFor({ json, quiet, color }: ServeRequest, terminal: Terminal): ServeVoice {
  if (json) return jsonVoice(terminal.stdout, quiet);
  return textVoice(
    terminal,
    chooseLiveView(quiet, terminal),
    createPaint(wantsColor(color, terminal.stdout, terminal)),
  );
}

function complain(lines: readonly string[], { stderr }: Terminal): number {
  for (const line of lines) stderr.write(`${line}\n`);
  return exitCode.usage;
}
