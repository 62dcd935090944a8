import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import type { Tokens } from "../core/tokenizer.ts";
import type { Encoder, LoadedModel } from "./loaded-model.ts";
import type { TextConditioning } from "./text-conditioning.ts";
import { wholeOutput } from "./whole-output.ts";

/**
 * What a model is told about a prompt. `clipSkip` takes SDXL's text states so many layers earlier.
 *
 * SDXL: the last but one hidden state of both encoders, before the final norm, the first encoder first on the last
 * axis; the pooled vector comes from the second alone. Stable Diffusion 1 and 2: the last state, after the norm.
 * Source: Podell et al. 2023 (2307.01952), section 2.1; encode_prompt of diffusers' pipelines.
 * Throws: KnownError (input): TOKENIZER for a lone surrogate or a token that the encoder doesn't have.
 */
export const encodePrompt = (
  { family, encoders }: LoadedModel,
  prompt: string,
  clipSkip = 0,
): Promise<TextConditioning> =>
  family === "sd"
    ? encodeOne(at(encoders, 0), prompt)
    : encodeTwo(at(encoders, 0), at(encoders, 1), prompt, clipSkip);

async function encodeOne(encoder: Encoder, prompt: string): Promise<TextConditioning> {
  const read = encoder.tokenize(prompt);
  const embeddings = at(await run(encoder, read, ["last_hidden_state"]), 0);
  const tokens = read.ids.length;
  return {
    embeddings,
    tokens,
    width: encoder.width,
    pooled: null,
    read: [read],
  };
}

async function encodeTwo(
  one: Encoder,
  two: Encoder,
  prompt: string,
  clipSkip: number,
): Promise<TextConditioning> {
  const read = [one.tokenize(prompt), two.tokenize(prompt)] as const;
  const tokens = read[0].ids.length;
  const first = await run(one, read[0], [stateOf(one, clipSkip)]);
  const second = await run(two, read[1], [stateOf(two, clipSkip), "text_embeds"]);
  return {
    embeddings: sideBySide(at(first, 0), one.width, at(second, 0), two.width, tokens),
    tokens,
    width: one.width + two.width,
    pooled: at(second, 1),
    read,
  };
}

function stateOf({ layers, graph }: Encoder, clipSkip: number): string {
  const name = `hidden_states.${layers - 1 - clipSkip}`;
  if (graph.outputs.includes(name)) return name;
  throw new KnownError(
    "input",
    `invalid clipSkip: ${clipSkip} (no output ${name} in ${graph.file})`,
    {
      code: "REQ_UNSUPPORTED",
      hint: `use 0 to ${layers - 1}`,
    },
  );
}

/** Text states, and what else is wanted of an encoder. */
async function run(
  { graph, width }: Encoder,
  { ids }: Tokens,
  wanted: readonly [state: string, ...more: string[]],
): Promise<readonly Float32Array[]> {
  const found = await graph.run({ input_ids: { data: ids, dims: [1, ids.length] } }, wanted);
  wholeOutput(graph, wanted[0], at(found, 0), ids.length * width);
  return found;
}

function sideBySide(
  a: Float32Array,
  widthA: number,
  b: Float32Array,
  widthB: number,
  rows: number,
): Float32Array {
  const out = new Float32Array(rows * (widthA + widthB));
  for (let row = 0; row < rows; row += 1) {
    const start = row * (widthA + widthB);
    out.set(a.subarray(row * widthA, (row + 1) * widthA), start);
    out.set(b.subarray(row * widthB, (row + 1) * widthB), start + widthA);
  }
  return out;
}
