/**
 * The same JSON object with another value of its field `model`, character for character otherwise: numbers that a double
 * cannot hold, spaces and the order of the fields stay as the client wrote them.
 *
 * @param text a JSON object that has been parsed already; the field is found on its outermost level alone
 */
export function replaceModel(text: string, model: string): string {
  const written = JSON.stringify(model);
  let result = "";
  let copied = 0;
  let depth = 0;
  // On the outermost level the string after "{" or a comma is the name of a field, the one after it a value.
  let name: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      if (depth === 1 && name === "model") {
        result += text.slice(copied, at) + written;
        copied = end;
      }
      if (depth === 1) name ??= String(JSON.parse(text.slice(at, end)));
      at = end - 1;
    } else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    else if (character === "," && depth === 1) name = undefined;
  }
  return result + text.slice(copied);
}

/** The place behind the string that begins here. */
function endOfString(text: string, begin: number): number {
  let end = text.indexOf('"', begin + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}
