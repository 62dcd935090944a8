/** Where two texts or byte rows part, for a person who looks for the reason; undefined when they don't. */
export function firstDifference(
  found: string | Uint8Array,
  expected: string | Uint8Array,
): string | undefined {
  const [here, there] = [Buffer.from(found), Buffer.from(expected)];
  if (here.equals(there)) return undefined;
  return typeof expected === "string"
    ? textDifference(here.toString("utf8"), expected)
    : `byte ${firstByte(here, there)} of ${here.length}; ${there.length} expected`;
}

function firstByte(here: Uint8Array, there: Uint8Array): number {
  const at = here.findIndex((byte, i) => byte !== there[i]);
  return at === -1 ? here.length : at;
}

function textDifference(found: string, expected: string): string {
  const [here, there] = [found.split("\n"), expected.split("\n")];
  let line = 0;
  while (line < there.length && here[line] === there[line]) line += 1;
  const column = firstColumn(here[line] ?? "", there[line] ?? "");
  const part = (text: string | undefined): string =>
    text === undefined
      ? "no such line"
      : JSON.stringify(text.slice(Math.max(0, column - 20), column + 40));
  return `line ${line + 1}: found ${part(here[line])}, expected ${part(there[line])}`;
}

function firstColumn(here: string, there: string): number {
  let column = 0;
  while (column < there.length && here[column] === there[column]) column += 1;
  return column;
}
