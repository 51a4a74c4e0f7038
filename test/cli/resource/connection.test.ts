import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ArgumentReader } from "../../../src/cli/argumentReader.ts";
import { readConnection } from "../../../src/cli/resource/readConnection.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { performResourceLine } from "./commandLine.ts";

test("of each setting the flag counts, else the environment, else the profile, else the default", () => {
  const folder = temporaryFolder();
  const given = fc.record({ flag: fc.boolean(), environment: fc.boolean(), profile: fc.boolean() });
  fc.assert(
    fc.property(given, given, given, (url, account, key) => {
      const of = (source: keyof typeof url, text: string) => ({
        url: url[source] ? `http://${text}.example` : undefined,
        account: account[source] ? text : undefined,
        key: key[source] ? `${text}-key` : undefined,
      });
      const [flag, environment, profile] = [
        of("flag", "flag"),
        of("environment", "environment"),
        of("profile", "profile"),
      ];
      const written = { baseUrl: profile.url, accountId: profile.account, apiKey: profile.key };
      const path = folder.file("profiles.json", JSON.stringify({ prod: written, other: 1 }));
      const reader = new ArgumentReader();
      const connection = readConnection(
        { profile: "prod", baseUrl: flag.url, accountId: flag.account, apiKey: flag.key },
        reader,
        {
          SHUNTYARD_PROFILES: path,
          SHUNTYARD_BASE_URL: environment.url,
          SHUNTYARD_ACCOUNT_ID: environment.account ?? "",
          SHUNTYARD_API_KEY: environment.key,
        },
      );
      expect(reader.mistakes).toEqual([]);
      expect(connection.baseUrl.origin).toBe(flag.url ?? environment.url ?? profile.url ?? "http://127.0.0.1:8080");
      expect(connection.account).toBe(flag.account ?? environment.account ?? profile.account ?? "local");
      expect(connection.apiKey).toBe(flag.key ?? environment.key ?? profile.key);
    }),
    { numRuns: 60 },
  );
});

test("no key is ever shown, good or bad, wherever it comes from", async () => {
  const folder = temporaryFolder();
  const anyKey = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/).map((key) => `KEY${key}`);
  await fc.assert(
    fc.asyncProperty(anyKey, fc.constantFrom("", " ", "\n", "é"), async (key, flaw) => {
      const profiles = folder.file("profiles.json", JSON.stringify({ p: { apiKey: key + flaw, apiKye: key } }));
      const environments = [
        await performResourceLine(["router", "delete", "x", "--dry-run", `--api-key=${key}${flaw}`]),
        await performResourceLine(["router", "delete", "x", "--dry-run"], { SHUNTYARD_API_KEY: key + flaw }),
        await performResourceLine(["router", "delete", "x", "-p", "p", "-o", "jsno"], { SHUNTYARD_PROFILES: profiles }),
        await performResourceLine(["router", "get", "x", `--base-url=http://u:${key}@127.0.0.1`]),
      ];
      for (const { results, messages } of environments) expect(results + messages).not.toContain(key);
      expect(environments.map(({ code }) => code)).toEqual([flaw === "" ? 0 : 2, flaw === "" ? 0 : 2, 2, 2]);
    }),
    { numRuns: 8 },
  );
});

test.for([
  ["{", /profiles\.json:1:\d+: not valid JSON/],
  ["[]", /expected an object with a field for each profile, got a list/],
  ['{"prdo": {}}', /there is no profile "prod" \(did you mean "prdo"\?\); it has "prdo"/],
  ["{}", /there is no profile "prod"; it has none/],
  ['{"prod": 1}', /profiles\.json:1:10 prod: expected an object with baseUrl, accountId, apiKey, got a number/],
  ['{"prod": {"apiKey": 12}}', /profiles\.json:1:21 prod\.apiKey: expected a text, got a number/],
  ['{"prod": {"apikey": "s"}}', /prod\.apikey: there is no such field \(did you mean "apiKey"\?\)/],
  ['{"prod": {"baseUrl": "127.0.0.1"}}', /profiles\.json: baseUrl: expected an http or https URL/],
] as const)("a profile file with %s is a mistake that says where", async ([text, message]) => {
  const SHUNTYARD_PROFILES = temporaryFolder().file("profiles.json", text);
  const { code, messages } = await performResourceLine(["router", "list", "-p", "prod"], { SHUNTYARD_PROFILES });
  expect(code).toBe(2);
  expect(messages).toMatch(message);
});

test("profiles are looked for in the home folder, and a folder is no file", async () => {
  const HOME = temporaryFolder().path;
  const { messages } = await performResourceLine(["router", "list", "-p", "x"], { HOME });
  expect(messages).toContain(join(HOME, ".config", "shuntyard", "profiles.json"));
  const folder = await performResourceLine(["router", "list", "-p", "x"], { SHUNTYARD_PROFILES: HOME });
  expect(folder.messages).toContain("it is not a file");
});
