import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { inRepository } from "./repository.ts";

const readme = readFileSync(inRepository("README.md"), "utf8");
const scripts = Object.keys(JSON.parse(readFileSync(inRepository("package.json"), "utf8")).scripts);
const commandLines = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block]) =>
  (block ?? "").split("\n").filter((line) => line !== ""),
);

test("the README installs and runs in one line, and installs and tests in one line", () => {
  expect(commandLines.filter((line) => line.startsWith("npm ci && "))).toEqual([
    "npm ci && npm start",
    "npm ci && npm run test:setup && npm test",
  ]);
});

test("the build machine runs the lines of the README, not lines of its own", () => {
  const reads = /< <\((grep .* README\.md)\)/.exec(readFileSync(inRepository(".ci/run"), "utf8"));
  expect(reads).not.toBeNull();
  const lines = execFileSync("bash", ["-c", reads?.[1] ?? "false"], { cwd: inRepository(""), encoding: "utf8" });
  expect(lines.trim().split("\n")).toEqual(commandLines.filter((line) => line.startsWith("npm ci && ")));
});

test("every npm command that the README names exists", () => {
  const named = [...readme.matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map(([, name]) => name ?? "");
  expect(named.filter((name) => name !== "ci" && !scripts.includes(name))).toEqual([]);
});

test.each(markdownFiles())("every link of %s leads somewhere", (path) => {
  const text = readFileSync(inRepository(path), "utf8");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link ?? "")
    .filter((link) => !/^https?:/.test(link));
  expect(links.filter((link) => !resolves(path, link))).toEqual([]);
});

test("a link to nowhere is found", () => {
  expect(resolves("README.md", "docs/nowhere.md")).toBe(false);
  expect(resolves("README.md", "#no-such-heading")).toBe(false);
  expect(resolves("README.md", "#try-it")).toBe(true);
});

function markdownFiles(): readonly string[] {
  const docs = readdirSync(inRepository("docs"), { recursive: true, encoding: "utf8" }).map((name) => `docs/${name}`);
  return ["README.md", "CHANGELOG.md", ...docs.filter((name) => name.endsWith(".md"))];
}

function resolves(from: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = inRepository(file === "" ? from : join(dirname(from), file));
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(readFileSync(target, "utf8")).includes(anchor);
}

function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    (heading ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .replace(/\s/g, "-"),
  );
}
