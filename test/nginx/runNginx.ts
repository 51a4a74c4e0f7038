import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../cli/temporaryFolder.ts";

export interface RunningNginx {
  /** Weighted upstream: smooth weighted round-robin. */
  readonly roundRobin: string;
  /** split_clients on a random id: independent draws. */
  readonly random: string;
  readonly logPath: string;
}

/** How nginx is to split: weights of a and b, and the percentage of a. */
export interface NginxSplit {
  readonly weights: readonly [number, number];
  readonly percentOfA: number;
}

/**
 * Debian's nginx on loopback, one worker, until the test is over. Whoever answers says so in the header `x-served-by`,
 * and the access log tells it as JSON, one line a request.
 */
export async function runNginx({ weights, percentOfA }: NginxSplit): Promise<RunningNginx> {
  const { path } = temporaryFolder();
  const [a, b, roundRobin, random] = await freePorts(4);
  const logPath = join(path, "access.jsonl");
  for (const folder of ["body", "proxy", "fastcgi", "uwsgi", "scgi"]) mkdirSync(join(path, folder));
  writeFileSync(
    join(path, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${path}/nginx.pid; error_log ${path}/error.log warn;
events { worker_connections 1024; }
http {
  client_body_temp_path ${path}/body; proxy_temp_path ${path}/proxy; fastcgi_temp_path ${path}/fastcgi;
  uwsgi_temp_path ${path}/uwsgi; scgi_temp_path ${path}/scgi;
  log_format picks escape=json '{"time":"$time_iso8601","path":"$request_uri","status":$status,"served_by":"$sent_http_x_served_by"}';
  access_log off;
  keepalive_requests 1000000;
  upstream weighted { server 127.0.0.1:${a} weight=${weights[0]}; server 127.0.0.1:${b} weight=${weights[1]}; keepalive 16; }
  upstream a { server 127.0.0.1:${a}; keepalive 16; }
  upstream b { server 127.0.0.1:${b}; keepalive 16; }
  split_clients $request_id $picked { ${percentOfA}% a; * b; }
  proxy_http_version 1.1; proxy_set_header Connection "";
  server { listen 127.0.0.1:${a}; location / { add_header x-served-by a; return 200 "a\\n"; } }
  server { listen 127.0.0.1:${b}; location / { add_header x-served-by b; return 200 "b\\n"; } }
  server { listen 127.0.0.1:${roundRobin}; access_log ${logPath} picks; location / { proxy_pass http://weighted; } }
  server { listen 127.0.0.1:${random}; access_log ${logPath} picks; location / { proxy_pass http://$picked; } }
}
`,
  );
  const nginx = spawn("nginx", ["-p", path, "-c", join(path, "nginx.conf"), "-e", join(path, "error.log")]);
  onTestFinished(async () => {
    nginx.kill("SIGTERM");
    if (nginx.exitCode === null) await once(nginx, "exit");
  });
  await answering(random ?? 0, () => readFileSync(join(path, "error.log"), "utf8"));
  const url = (port: number | undefined): string => `http://127.0.0.1:${port}/v1/models`;
  return { roundRobin: url(roundRobin), random: url(random), logPath };
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}

async function answering(port: number, errorLog: () => string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nginx does not answer: ${errorLog()}`);
}
