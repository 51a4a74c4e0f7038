import { readFileSync, writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { shell } from "../cli/built.ts";
import { type RunningServer, runningServer } from "../cli/serve/runningServer.ts";
import { temporaryFolder } from "../cli/temporaryFolder.ts";
import { inRepository } from "../house/repository.ts";

/**
 * The commands of docs/router.md print what stands below them, one after the other against one server. Only the port and
 * times are not compared: requests are made one by one, so the seed of the server decides where each of them goes.
 * `ROUTER_PAGE=write npx vitest run test/docs/routerPage.test.ts` writes it anew.
 */
const page = inRepository("docs/router.md");
const block = /```sh\n(.*?)\n```\n(?:\n```text\n(.*?)```\n)?/gs;
const writtenUrl = "http://127.0.0.1:18080";

test("docs/router.md shows what its commands print", async () => {
  const text = readFileSync(page, "utf8");
  const folder = temporaryFolder().path;
  let server: RunningServer | undefined;
  let settings = "";
  let written = text;
  const perform = async (command: string): Promise<string> => {
    if (command.startsWith("shuntyard serve ")) {
      server = await runningServer(["--quiet"]);
      return server.printed.stdout;
    }
    if (server === undefined) throw new Error("the page begins with a server");
    if (command.startsWith("kill ")) {
      const before = server.printed.stdout.length;
      server.signal("SIGTERM");
      return (await server.ended).stdout.slice(before);
    }
    const line = `exec 2>&1; cd ${JSON.stringify(folder)}; ${settings}\n${command}`;
    if (command.startsWith("export ") && !command.includes("\n")) settings = command;
    const { stdout } = await shell(line.replaceAll(writtenUrl, server.url));
    return stdout;
  };
  onTestFinished(() => server?.signal("SIGKILL"));
  for (const [whole, command = ""] of text.matchAll(block)) {
    const printed = masked(await perform(command)).replaceAll(server?.url ?? writtenUrl, writtenUrl);
    const result = printed === "" ? "" : `\n\`\`\`text\n${printed}\`\`\`\n`;
    written = written.replace(whole, () => `\`\`\`sh\n${command}\n\`\`\`\n${result}`);
  }
  if (process.env["ROUTER_PAGE"] === "write") writeFileSync(page, written);
  else expect(written).toBe(text);
}, 600_000);

/** Without times, and without what the machine's speed decides. */
function masked(printed: string): string {
  return printed
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "2026-11-23T09:00:00.000Z")
    .replace(/^Served for [\dhms]+:/m, "Served for 5m:");
}
