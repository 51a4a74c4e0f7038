import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { execPath, platform } from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { patientConnection } from "../../../src/gateway/system/patientConnection.ts";
import { temporaryFolder } from "../../cli/temporaryFolder.ts";

const echo = `require("node:net").createServer((socket) => socket.pipe(socket))
  .listen({ path: process.argv[1], backlog: 1 }, () => console.log("listening"))`;

/** A process that listens and lets nobody in until `goOn`, though as many wait as may. */
async function crowdedSocket(): Promise<{ readonly path: string; readonly goOn: () => void }> {
  const path = join(temporaryFolder().path, "socket");
  const child = spawn(execPath, ["-e", echo, path], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  child.kill("SIGSTOP");
  for (let tries = 0; tries < 1000; tries++) {
    const socket = connect(path);
    onTestFinished(() => void socket.destroy());
    const refused = await once(socket, "connect").then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refused === undefined) continue;
    expect(refused).toMatchObject({ code: "EAGAIN" });
    return { path, goOn: () => void child.kill("SIGCONT") };
  }
  throw new Error("a stopped process lets a thousand in");
}

test.skipIf(platform !== "linux")("whoever is too busy to let anybody in is waited for", async () => {
  const { path, goOn } = await crowdedSocket();
  const connecting = patientConnection(path, () => true);
  setTimeout(goOn, 100);
  const socket = await connecting;
  onTestFinished(() => void socket?.destroy());
  socket?.write("let in");
  expect(String((await once(socket ?? process, "data"))[0])).toBe("let in");
});

test.skipIf(platform !== "linux")("nobody waits for a connection that is not wanted any more", async () => {
  const { path } = await crowdedSocket();
  expect(await patientConnection(path, () => false)).toBeUndefined();
});

test("where nobody listens there is no use in waiting", async () => {
  const path = join(temporaryFolder().path, "nobody");
  await expect(patientConnection(path, () => true)).rejects.toThrow("ENOENT");
});
