import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import type { ModelComponents, ModelEntry } from "@pairlab/domain/model-registry";
import type { LocatedModel } from "../../adapters/located-models.ts";
import { emptyFolder } from "../../generate.fixture.ts";
import { type GraphDraft, onnxBytes, writeWithExternalData } from "../../onnx-graph.fixture.ts";
import { latentChannels, type StandIn, scalingFactor, unetWeights } from "./stand-in.fixture.ts";
import { decoderDraft, encoderDraft, unetDraft } from "./stand-in-graphs.fixture.ts";

const tokenizers = path.resolve(import.meta.dirname, "../../../../../models/mini-sdxl/components");

/** Writes a stand-in in Optimum's layout to a folder that goes when the test ends. */
export function standInFolder(standIn: StandIn): LocatedModel {
  const folder = emptyFolder();
  const { family, encoders, padding, guidanceWidth } = standIn;
  const write = (component: string, draft: GraphDraft, config: object) => {
    mkdirSync(path.join(folder, component));
    const file = path.join(folder, component, "model.onnx");
    if (standIn.externalData === null) writeFileSync(file, onnxBytes(draft));
    else writeWithExternalData(file, draft, standIn.externalData);
    writeFileSync(path.join(folder, component, "config.json"), JSON.stringify(config));
  };
  const names = ["", "_2"].slice(0, encoders.length);
  for (const [index, suffix] of names.entries()) {
    const shape = at(encoders, index);
    const from = at(padding, index) === "end" ? "tokenizer" : "tokenizer_2";
    cpSync(path.join(tokenizers, from), path.join(folder, `tokenizer${suffix}`), {
      recursive: true,
    });
    write(`text_encoder${suffix}`, encoderDraft(standIn, index), {
      num_hidden_layers: shape.layers,
      hidden_size: shape.width,
      projection_dim: shape.width,
    });
  }
  const textWidth = encoders.reduce((sum, { width }) => sum + width, 0);
  write("unet", unetDraft(standIn), {
    in_channels: latentChannels,
    sample_size: 64,
    cross_attention_dim: textWidth,
    time_cond_proj_dim: guidanceWidth,
    block_out_channels: [320, 640, 1280],
    ...(family === "sdxl" ? microConditioning(standIn) : {}),
  });
  write("vae_decoder", decoderDraft(standIn), {
    block_out_channels: [128, 256, 512, 512],
    scaling_factor: scalingFactor[family],
    force_upcast: standIn.floats === "float32",
  });
  mkdirSync(path.join(folder, "scheduler"));
  const json = (name: string, content: object) =>
    writeFileSync(path.join(folder, name), JSON.stringify(content));
  json("scheduler/scheduler_config.json", schedulerConfig(standIn));
  json("model_index.json", { force_zeros_for_empty_prompt: true });
  return { folder, entry: entryOf(standIn) };
}

/** A stand-in of which one part is another graph, its configuration left as it was. */
export function standInWithGraph(
  standIn: StandIn,
  component: string,
  draft: GraphDraft,
): LocatedModel {
  const model = standInFolder(standIn);
  writeFileSync(path.join(model.folder, component, "model.onnx"), onnxBytes(draft));
  return model;
}

const microConditioning = (standIn: StandIn) => ({
  addition_time_embed_dim: 256,
  projection_class_embeddings_input_dim:
    6 * 256 + unetWeights(standIn).pooled.length / latentChannels,
});

const schedulerConfig = ({ spacing }: StandIn) => ({
  _class_name: "EulerDiscreteScheduler",
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: "scaled_linear",
  num_train_timesteps: 1000,
  timestep_spacing: spacing,
  prediction_type: "epsilon",
});

function entryOf({ family }: StandIn): ModelEntry {
  const components: ModelComponents = {
    tokenizer: "tokenizer",
    text_encoder: "text_encoder",
    ...(family === "sdxl" ? { tokenizer_2: "tokenizer_2", text_encoder_2: "text_encoder_2" } : {}),
    unet: "unet",
    vae_decoder: "vae_decoder",
    scheduler: "scheduler",
  };
  return {
    id: "stand-in",
    family,
    title: "Stand-in",
    licence: "Apache-2.0",
    origin: "made by a test",
    modelIndex: "model_index.json",
    components,
    files: [],
    sizeBytes: 1,
    defaults: { steps: 4, guidance: 5, scheduler: "euler", size: { height: 64, width: 96 } },
  };
}
