import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import type { ModelFamily } from "@pairlab/domain/model-registry";
import type { Graph } from "../adapters/onnx.ts";
import type { Encoder } from "./loaded-model.ts";
import type { ModelConfigs } from "./model-configs.ts";

/** Every model's UNet has these inputs; older exports may ask for `return_dict` besides, which changes nothing. */
const usual = ["sample", "timestep", "encoder_hidden_states"];
const sdxlOwn = ["text_embeds", "time_ids"];
const harmless = ["return_dict"];

/** Throws: KnownError (input, MODEL_IO) for a UNet whose inputs or output aren't those of its family. */
export function checkUnet(family: ModelFamily, unet: Graph, hasGuidanceEmbedding: boolean): void {
  const needed = [
    ...usual,
    ...(family === "sdxl" ? sdxlOwn : []),
    ...(hasGuidanceEmbedding ? ["timestep_cond"] : []),
  ];
  assertInputs(unet, needed);
  assertOutputs(unet, ["out_sample"]);
}

/** Throws: KnownError (input, MODEL_IO) for an encoder without the state that the family reads. */
export function checkEncoder(family: ModelFamily, index: number, { graph, layers }: Encoder): void {
  assertInputs(graph, ["input_ids"]);
  if (family === "sd") assertOutputs(graph, ["last_hidden_state"]);
  else if (index === 0) assertOutputs(graph, [`hidden_states.${layers - 1}`]);
  else assertOutputs(graph, [`hidden_states.${layers - 1}`, "text_embeds"]);
}

/**
 * Throws: KnownError (input): MODEL_IO for a decoder of other inputs or outputs, MODEL_FP16_VAE for one in half floats
 * that its configuration wants in float32: its activations overflow and the picture is black.
 */
export function checkDecoder(decoder: Graph, forceUpcast: boolean): void {
  assertInputs(decoder, ["latent_sample"]);
  assertOutputs(decoder, ["sample"]);
  if (forceUpcast && at(decoder.inputs, 0).type === "float16")
    throw new KnownError("input", `invalid decoder: ${decoder.file} is float16`, {
      code: "MODEL_FP16_VAE",
      hint: "its config.json says force_upcast: export the decoder in float32, or use one made for half floats",
    });
}

/** Throws: KnownError (input, MODEL_IO) for encoders whose widths don't add up to what the UNet reads. */
export function checkWidths(
  family: ModelFamily,
  { encoders, unet }: ModelConfigs,
  place: string,
): void {
  const given = encoders.reduce((sum, { hidden_size }) => sum + hidden_size, 0);
  const { cross_attention_dim: dims } = unet;
  const read = typeof dims === "number" ? [dims] : dims;
  if (read.some((width) => width !== given))
    throw mismatch(
      `cross_attention_dim ${read.join(", ")} (${place}), text encoders give ${given}`,
    );
  if (family !== "sdxl") return;
  const { addition_time_embed_dim: times, projection_class_embeddings_input_dim: input } = unet;
  const { projection_dim: pooled } = at(encoders, encoders.length - 1);
  if (times === null || input === null) throw mismatch(`no micro-conditioning in ${place}`);
  if (6 * times + pooled !== input)
    throw mismatch(
      `projection_class_embeddings_input_dim ${input} (${place}), not 6 × ${times} + ${pooled}`,
    );
}

function assertInputs({ file, inputs }: Graph, needed: readonly string[]): void {
  const names = inputs.map(({ name }) => name);
  const missing = needed.find((name) => !names.includes(name));
  if (missing !== undefined) throw mismatch(`no input ${missing} in ${file}`, names);
  const unknown = names.find((name) => !needed.includes(name) && !harmless.includes(name));
  if (unknown !== undefined) throw mismatch(`unknown input ${unknown} in ${file}`, needed);
}

function assertOutputs({ file, outputs }: Graph, needed: readonly string[]): void {
  const missing = needed.find((name) => !outputs.includes(name));
  if (missing !== undefined) throw mismatch(`no output ${missing} in ${file}`, outputs);
}

const mismatch = (what: string, names?: readonly string[]) =>
  new KnownError("input", `mismatched model: ${what}`, {
    code: "MODEL_IO",
    hint:
      names === undefined
        ? "the folder mixes parts of different models"
        : `expected a graph as optimum-cli export onnx makes it; here: ${names.join(", ")}`,
  });
