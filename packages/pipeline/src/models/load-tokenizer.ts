import { existsSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { z } from "zod";
import { readText } from "../adapters/read-json.ts";
import { readModelDocument } from "../adapters/read-model-document.ts";
import { createTokenizer, type Tokenizer } from "../core/tokenizer.ts";
import type { EncoderConfig } from "./model-configs.ts";

const Vocabulary = z.record(z.string(), z.int().min(0));
/** Older files write a special token as an object, newer ones as text. */
const Token = z.union([z.string(), z.object({ content: z.string() }).transform((t) => t.content)]);
const Special = z.object({
  bos_token: Token.nullish(),
  eos_token: Token.nullish(),
  pad_token: Token.nullish(),
});
const Config = Special.extend({
  // Where no length was known, transformers wrote 10^30.
  model_max_length: z.number().min(3).nullish(),
  added_tokens_decoder: z.record(z.string(), z.object({ content: z.string() })).optional(),
});

/** What a tokenizer's encoder can read. */
export type Readable = Pick<EncoderConfig, "vocab_size" | "max_position_embeddings">;
const clip: Readable = { vocab_size: Number.POSITIVE_INFINITY, max_position_embeddings: 77 };

/**
 * The tokenizer of a folder in the layout of transformers' slow CLIP tokenizer, as long as its encoder reads.
 *
 * Throws: KnownError (input): TOKENIZER for ids that the encoder doesn't have, and as createTokenizer does; MODEL_LAYOUT
 *         for a file that is missing or malformed.
 */
export async function loadTokenizer(folder: string, encoder = clip): Promise<Tokenizer> {
  const place = (name: string) => path.join(folder, name);
  const config = await readModelDocument(Config, place("tokenizer_config.json"));
  const { added_tokens_decoder: added = {}, model_max_length: most } = config;
  const vocabulary = await readModelDocument(Vocabulary, place("vocab.json"));
  const ids = [...Object.values(vocabulary), ...Object.keys(added)];
  assertKnown(ids.map(Number), encoder.vocab_size, folder);
  const { bos_token, eos_token, pad_token } = await specialTokens(folder, config);
  return createTokenizer({
    vocabulary,
    merges: await readText(place("merges.txt")),
    // Where no file names them, those of transformers' CLIPTokenizer.
    startToken: bos_token ?? "<|startoftext|>",
    endToken: eos_token ?? "<|endoftext|>",
    padToken: pad_token ?? "<|endoftext|>",
    addedTokens: Object.fromEntries(
      Object.entries(added).map(([id, { content }]) => [content, Number(id)]),
    ),
    maxLength: Math.min(most ?? encoder.max_position_embeddings, encoder.max_position_embeddings),
  });
}

/** transformers reads special_tokens_map.json, where there is one, unless the configuration lists the added tokens. */
async function specialTokens(
  folder: string,
  config: z.infer<typeof Config>,
): Promise<z.infer<typeof Special>> {
  const file = path.join(folder, "special_tokens_map.json");
  if (!existsSync(file)) return config;
  const map = await readModelDocument(Special, file);
  return config.added_tokens_decoder === undefined ? { ...config, ...map } : { ...map, ...config };
}

function assertKnown(ids: readonly number[], rows: number, folder: string): void {
  const largest = ids.reduce((a, b) => Math.max(a, b), 0);
  if (largest < rows) return;
  throw new KnownError("input", `invalid vocabulary: id ${largest} of ${rows} (${folder})`, {
    code: "TOKENIZER",
    hint: "tokenizer and text encoder are of different models",
  });
}
