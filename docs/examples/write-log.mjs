// Prints an access log of 30 000 requests, one JSON object a line: four in five go to "old".
let state = 42;
for (let id = 0; id < 30_000; id++) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  const servedBy = Math.floor(state / 65536) % 5 < 4 ? "old" : "new";
  console.log(JSON.stringify({ id, path: "/v1/chat/completions", status: 200, served_by: servedBy }));
}
