import { readFileSync } from "node:fs";
import { test } from "vitest";
import { parseScenario } from "../../src/scenario/parseScenario.ts";
import { formatMistake } from "../../src/scenario/formatMistake.ts";
const doc = readFileSync(new URL("../../../shared/design.md", import.meta.url), "utf8");
const json = /```json\n([\s\S]*?)```/.exec(doc)?.[1] ?? "";
const show = (t: string) => { const r = parseScenario(t, {path:"dir/s.json", readText: (p)=> p==="bad.csv" ? "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,x,44\n" : undefined}); console.log(r.kind==="scenario"? JSON.stringify(r.scenario,null,1): r.mistakes.map(m=>formatMistake(m,"s.json")).join("\n")); };
test("x", () => { show(json);
show(json.replace('"5m",  "id"','30,  "id"').replace('"4m" }','"4" }').replace('"40/s"','40').replace('"new-deployment"]','"new-deploymnt"]').replace('"1pp"','1').replace('"scale"','"scaled"').replace('"drain": "60s"','"drian": "60s"').replace('"conforms" }','"conforms", "kind": "x" }').replace('"from": "12m" }','"from": "40m" }'));
show(`{"version":2,"name":"a b","router":{"id":"R","deployments":[]},"fleet":{"a":{"replicas":-1,"replica":{"slots":8}},"b":{"replicas":1,"replica":{}},"c":{"replicas":1,"replica":{"profile":"llama"}},"d":{"replicas":1.5,"replica":{"profile":"mock-worker","slots":2}},"e":{"replicas":1e999,"replica":5}},"traffic":{"arrivals":{"kind":"posson"}},"timeline":{},"checks":[{"kind":"split","expect":{"a":4,"B":"x"}},{"kind":"threshold","metric":"ttft{deployment:z}","is":"p(95)<5"}], "tiemline":[], "mustFail":["splt"]}`);
show(`{"version":1,"name":"x","duration":"10m","router":{"id":"r","deployments":["a","a"]},"fleet":{"a":{"replicas":1,"replica":{"slots":8,"service":{"kind":"fixed","value":"1s"}}}},"traffic":{"arrivals":{"kind":"trace","format":"azure-llm","file":"bad.csv"}},
"timeline":[{"at":"5m","action":"delete-deployment","deployment":"a"},{"at":"4m","action":"crash","deployment":"a","replicas":3},{"after":"y","id":"z","action":"weight","deployment":"a","weight":2},{"after":"z","id":"y","action":"slow","deployment":"a","factor":2,"for":"1m"},{"at":"10m","action":"update-router"}],
"checks":[{"kind":"threshold","metric":"ttft","is":"p(95)<5s"},{"kind":"threshold","metric":"errors","is":"rate<0.01"},{"kind":"split","expect":{"a":"80%"},"from":"5m","to":"5m"},{"kind":"converges","after":"weght","within":"5m"}]}`);
});
