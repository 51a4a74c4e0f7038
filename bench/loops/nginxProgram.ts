import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sayAddress } from "./sayAddress.ts";

/** nginx with one worker and an upstream of three weights, buffering off. */
const { host } = new URL(process.argv[2] ?? "");
const folder = mkdtempSync(join(tmpdir(), "shuntyard-bench-"));
for (const part of ["body", "proxy", "fastcgi", "uwsgi", "scgi"]) mkdirSync(join(folder, part));
const probe = createServer().listen(0, "127.0.0.1");
await once(probe, "listening");
const address = probe.address();
const port = typeof address === "object" ? (address?.port ?? 0) : 0;
await once(probe.close(), "close");

writeFileSync(
  join(folder, "nginx.conf"),
  `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log warn;
events { worker_connections 4096; }
http {
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  access_log off; keepalive_requests 100000000; keepalive_timeout 600s;
  upstream weighted { server ${host} weight=5; keepalive 128; keepalive_requests 100000000; }
  proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; proxy_read_timeout 600s;
  server { listen 127.0.0.1:${port}; location / { proxy_pass http://weighted; } }
}
`,
);
const nginx = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")]);
const end = (): void => {
  nginx.kill();
  rmSync(folder, { recursive: true, force: true });
};
process.on("exit", end);
nginx.on("exit", () => {
  throw new Error(`nginx ended: ${readFileSync(join(folder, "error.log"), "utf8")}`);
});
while (
  !(await fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  ))
)
  await sleep(20);
if (typeof address === "object") sayAddress(address, nginx.pid ?? 0);
