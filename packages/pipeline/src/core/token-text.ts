import { symbols } from "./byte-pair-encoder.ts";

const bytes = new Map([...symbols].map(([byte, symbol]) => [symbol, byte]));
const space = 32;

/**
 * The text that tokens stand for: their bytes as UTF-8, a space after each word. What was lower-cased stays so; a
 * character of which only some bytes are there becomes U+FFFD.
 */
export function tokenText(
  vocabulary: Readonly<Record<string, number>>,
): (ids: readonly number[]) => string {
  const tokens = new Map(Object.entries(vocabulary).map(([token, id]) => [id, token]));
  return (ids) => {
    const spelt = ids.flatMap((id) => {
      const token = tokens.get(id) ?? "";
      const word = token.replace(/<\/w>$/, "");
      const spelling = [...word].map((symbol) => bytes.get(symbol) ?? space);
      return word === token ? spelling : [...spelling, space];
    });
    return new TextDecoder().decode(Uint8Array.from(spelt)).trim();
  };
}
