import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";
import { readJson, readText } from "../adapters/read-json.ts";
import { createTokenizer, type Tokenizer } from "../core/tokenizer.ts";

const Vocabulary = z.record(z.string(), z.int().min(0));
/** Older files write a special token as an object, newer ones as text. */
const Token = z.union([z.string(), z.object({ content: z.string() }).transform((t) => t.content)]);
const Special = z.object({ bos_token: Token, eos_token: Token, pad_token: Token });
const Config = z.object({
  model_max_length: z.int().min(3),
  added_tokens_decoder: z
    .record(z.string(), z.object({ content: z.string(), special: z.boolean() }))
    .default({}),
});

/**
 * The tokenizer of a folder in the layout of transformers' slow CLIP tokenizer. `rows`: how many ids its encoder knows.
 *
 * Throws: KnownError (input, TOKENIZER) for ids beyond them, and as createTokenizer does.
 */
export async function loadTokenizer(
  folder: string,
  rows = Number.POSITIVE_INFINITY,
): Promise<Tokenizer> {
  const read = async <S extends z.ZodType>(schema: S, name: string) =>
    parseDocument(schema, await readJson(path.join(folder, name)), path.join(folder, name));
  const special = await read(Special, "special_tokens_map.json");
  const config = await read(Config, "tokenizer_config.json");
  const vocabulary = await read(Vocabulary, "vocab.json");
  const ids = [...Object.values(vocabulary), ...Object.keys(config.added_tokens_decoder)];
  assertKnown(ids.map(Number), rows, folder);
  return createTokenizer({
    vocabulary,
    merges: await readText(path.join(folder, "merges.txt")),
    startToken: special.bos_token,
    endToken: special.eos_token,
    padToken: special.pad_token,
    addedTokens: Object.fromEntries(
      Object.entries(config.added_tokens_decoder).map(([id, { content }]) => [content, Number(id)]),
    ),
    maxLength: config.model_max_length,
  });
}

function assertKnown(ids: readonly number[], rows: number, folder: string): void {
  const largest = ids.reduce((a, b) => Math.max(a, b), 0);
  if (largest < rows) return;
  throw new KnownError("input", `invalid vocabulary: id ${largest} of ${rows} (${folder})`, {
    code: "TOKENIZER",
    hint: "tokenizer and text encoder are of different models",
  });
}
