import type { ModelEntry } from "@pairlab/domain/model-registry";

/** What decides how a model encodes a text: the hashes of its tokenizers' and text encoders' files, in their order. */
export function encoderHashes({ family, components, files }: ModelEntry): string {
  const { tokenizer, tokenizer_2, text_encoder, text_encoder_2 } = components;
  const folders = [tokenizer, text_encoder, tokenizer_2, text_encoder_2];
  const hashes = folders.flatMap((folder) =>
    folder === undefined
      ? []
      : files.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ sha256 }) => sha256),
  );
  return [family, ...hashes].join(" ");
}
