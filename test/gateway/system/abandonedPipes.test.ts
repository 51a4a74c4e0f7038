import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { execPath, platform } from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { pipeFolderPrefix, pipeName, removeAbandonedPipes } from "../../../src/gateway/system/abandonedPipes.ts";
import { temporaryFolder } from "../../cli/temporaryFolder.ts";

const listening = `require("node:net").createServer().listen(process.argv[1], () => console.log("listening"))`;

test.skipIf(platform === "win32")(
  "the socket of a killed process is removed; those in use, in the making and of others stay",
  async () => {
    const { path } = temporaryFolder();
    const killed = pipeIn(path, `${pipeFolderPrefix}killed`);
    const child = spawn(execPath, ["-e", listening, killed], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    const used = pipeIn(path, `${pipeFolderPrefix}used`);
    const server = createServer().listen(used);
    await once(server, "listening");
    onTestFinished(() => {
      server.close();
    });
    const starting = pipeIn(path, `${pipeFolderPrefix}starting`);
    const another = pipeIn(path, "shuntyard-of-somebody");
    writeFileSync(another, "a file");
    expect(existsSync(killed)).toBe(true);

    await removeAbandonedPipes(path);

    const left = [killed, used, starting, another].map((pipe) => existsSync(dirname(pipe)));
    expect(left).toEqual([false, true, true, true]);
  },
);

test("a folder that cannot be read is no reason not to start", async () => {
  await expect(removeAbandonedPipes(join(temporaryFolder().path, "not-there"))).resolves.toBeUndefined();
});

function pipeIn(folder: string, name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name, pipeName);
}
