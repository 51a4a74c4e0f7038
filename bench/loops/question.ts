/** A completion of 190 bytes as it goes over the wire, answered by as many chunks; 0 for a whole answer. */
export function question({ chunks, everyMs }: { readonly chunks: number; readonly everyMs: number }): Buffer {
  const body = JSON.stringify({ model: "r", messages: [{ role: "user", content: "x".repeat(140) }] });
  const head = [
    "POST /v1/chat/completions HTTP/1.1",
    "Host: bench",
    "Authorization: Bearer key",
    "Content-Type: application/json",
    `X-Chunks: ${chunks}`,
    `X-Every-Ms: ${everyMs}`,
    `Content-Length: ${body.length}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}
