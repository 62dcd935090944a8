import { KnownError } from "@pairlab/domain/errors";

/**
 * Refuses half of a surrogate pair: it has no UTF-8 bytes, so it can be neither tokenized nor hashed.
 *
 * Throws: KnownError (input, TOKENIZER).
 */
export function assertWellFormed(what: string, text: string): void {
  if (text.isWellFormed()) return;
  throw new KnownError("input", `invalid ${what}: half of a character in ${JSON.stringify(text)}`, {
    code: "TOKENIZER",
    hint: "a \\ud800 to \\udfff escape stands alone; write the character itself",
  });
}
