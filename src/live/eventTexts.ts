/**
 * What the events of a stream (`text/event-stream`) carry, in their order: the lines of each that begin with `data:`.
 *
 * Source: HTML Standard, section 9.2.6, without the fields that carry no data.
 */
export function eventTexts(stream: string): readonly string[] {
  return stream
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((event) =>
      event
        .split("\n")
        .flatMap((line) => (/^data(:|$)/.test(line) ? [line.replace(/^data:? ?/, "")] : []))
        .join("\n"),
    )
    .filter((text) => text !== "");
}
