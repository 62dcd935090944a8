import { KnownError } from "@pairlab/domain/errors";

const wordEnd = "</w>";
/** The printable character that stands for each byte in a vocabulary. */
export const symbols: ReadonlyMap<number, string> = byteSymbols();

/**
 * The byte-pair encoding of one word: UTF-8 bytes as symbols, the last one marked, best pair merged first.
 *
 * The first `vocabulary - 514` merges count: 256 bytes, 256 word-ending bytes and two special tokens aren't merged.
 * Source: Sennrich, Haddow & Birch 2016; byte symbols of GPT-2.
 */
export function bytePairEncoder(
  vocabulary: Readonly<Record<string, number>>,
  merges: string,
): (word: string) => number[] {
  const count = Object.keys(vocabulary).length - 514;
  const rank = new Map(
    merges
      .split("\n")
      .slice(1, count + 1)
      .map((pair, i) => [pair, i]),
  );
  const known = new Map<string, number[]>();
  return (word) => {
    const cached = known.get(word);
    if (cached !== undefined) return cached;
    const ids = merged(word, rank).map((token) => {
      const id = vocabulary[token];
      if (id === undefined)
        throw new KnownError("input", `missing token: ${token} (vocab.json)`, {
          code: "TOKENIZER",
        });
      return id;
    });
    known.set(word, ids);
    return ids;
  };
}

function merged(word: string, rank: ReadonlyMap<string, number>): string[] {
  const bytes = [...new TextEncoder().encode(word)];
  let parts = bytes.map((byte, i) => {
    const symbol = symbols.get(byte) ?? "";
    return i === bytes.length - 1 ? symbol + wordEnd : symbol;
  });
  for (;;) {
    let best = Number.POSITIVE_INFINITY;
    let pair: readonly [string, string] | undefined;
    for (const [i, right] of parts.entries()) {
      const left = parts[i - 1];
      const found = left === undefined ? undefined : rank.get(`${left} ${right}`);
      if (left !== undefined && found !== undefined && found < best) {
        best = found;
        pair = [left, right];
      }
    }
    if (pair === undefined) return parts;
    parts = joined(parts, pair);
  }
}

/** Every non-overlapping occurrence of the pair made one part, from the left. */
function joined(parts: readonly string[], [left, right]: readonly [string, string]): string[] {
  const out: string[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const here = parts[i] ?? "";
    if (here === left && parts[i + 1] === right) {
      out.push(left + right);
      i += 1;
    } else out.push(here);
  }
  return out;
}

/** A printable symbol for each byte: printable Latin-1 stands for itself, the rest moves to U+0100 and up. */
function byteSymbols(): ReadonlyMap<number, string> {
  const own = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let moved = 0;
  const table = new Map<number, string>();
  for (let byte = 0; byte < 256; byte += 1) {
    if (own(byte)) table.set(byte, String.fromCharCode(byte));
    else {
      table.set(byte, String.fromCharCode(256 + moved));
      moved += 1;
    }
  }
  return table;
}
