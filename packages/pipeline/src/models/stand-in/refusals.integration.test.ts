import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { expect, test } from "vitest";
import type { LocatedModel } from "../../adapters/located-models.ts";
import { type Graph, loadGraph } from "../../adapters/onnx.ts";
import type { GraphDraft } from "../../onnx-graph.fixture.ts";
import { loadModel } from "../load-model.ts";
import { type StandIn, sd15StandIn, sdxlStandIn } from "./stand-in.fixture.ts";
import { standInFolder, standInWithGraph } from "./stand-in-folder.fixture.ts";
import { decoderDraft, encoderDraft, unetDraft } from "./stand-in-graphs.fixture.ts";

/** What loading a model throws; undefined when it loads. */
async function thrown(model: LocatedModel): Promise<unknown> {
  const graphs: Graph[] = [];
  const error = await loadModel(model, async (file) => {
    const graph = await loadGraph(file, { threads: 1, provider: "cpu" });
    graphs.push(graph);
    return graph;
  }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  for (const graph of graphs) await graph.release();
  return error;
}

/** What loading a model is refused with. */
async function refusal(model: LocatedModel): Promise<KnownError> {
  const error = await thrown(model);
  if (error instanceof KnownError) return error;
  throw new Error("expected a refusal", { cause: error });
}

const without = (draft: GraphDraft, name: string): GraphDraft => ({
  ...draft,
  inputs: draft.inputs.filter((port) => port.name !== name),
  outputs: draft.outputs.filter((port) => port.name !== name),
});

const asksMore: GraphDraft = {
  ...unetDraft(sdxlStandIn),
  inputs: [
    ...unetDraft(sdxlStandIn).inputs,
    { name: "controlnet_cond", type: "float32", shape: ["batch_size", 3] },
  ],
};

test.each<[string, StandIn, string, GraphDraft, RegExp]>([
  ["an SD 1.5 UNet in SDXL", sdxlStandIn, "unet", unetDraft(sd15StandIn), /no input text_embeds/],
  [
    "an SDXL UNet in SD 1.5",
    sd15StandIn,
    "unet",
    unetDraft(sdxlStandIn),
    /unknown input text_embeds/,
  ],
  [
    "a UNet with a guidance embedding that its configuration doesn't have",
    sdxlStandIn,
    "unet",
    unetDraft({ ...sdxlStandIn, guidanceWidth: 256 }),
    /unknown input timestep_cond/,
  ],
  [
    "a UNet without the guidance embedding that its configuration has",
    { ...sdxlStandIn, guidanceWidth: 256 },
    "unet",
    unetDraft(sdxlStandIn),
    /no input timestep_cond/,
  ],
  ["a UNet that asks for more", sdxlStandIn, "unet", asksMore, /unknown input controlnet_cond/],
  [
    "an encoder without inner states",
    sdxlStandIn,
    "text_encoder",
    without(encoderDraft(sdxlStandIn, 0), "hidden_states.11"),
    /no output hidden_states\.11/,
  ],
  [
    "a second encoder that pools nothing",
    sdxlStandIn,
    "text_encoder_2",
    without(encoderDraft(sdxlStandIn, 1), "text_embeds"),
    /no output text_embeds/,
  ],
  [
    "an encoder without its last state",
    sd15StandIn,
    "text_encoder",
    without(encoderDraft(sd15StandIn, 0), "last_hidden_state"),
    /no output last_hidden_state/,
  ],
  [
    "a UNet as the decoder",
    sd15StandIn,
    "vae_decoder",
    unetDraft(sd15StandIn),
    /no input latent_sample/,
  ],
])("%s is refused by what is wrong with it", async (_, standIn, component, draft, message) => {
  const { kind, code, message: said } = await refusal(standInWithGraph(standIn, component, draft));
  expect({ kind, code }).toEqual({ kind: "input", code: "MODEL_IO" });
  expect(said).toMatch(message);
  expect(said).toContain(path.join(component, "model.onnx"));
});

test.each([
  ["text_encoder", { hidden_size: 1024 }, /cross_attention_dim 2048 .*encoders give 2304/],
  ["unet", { cross_attention_dim: 1024 }, /cross_attention_dim 1024 .*encoders give 2048/],
  [
    "unet",
    { projection_class_embeddings_input_dim: 2817 },
    /projection_class_embeddings_input_dim 2817 .*6 × 256 \+ 1280/,
  ],
  ["unet", { addition_time_embed_dim: null }, /no micro-conditioning/],
])("a %s that says %j is refused by the numbers", async (component, change, message) => {
  const model = standInFolder(sdxlStandIn);
  const file = path.join(model.folder, component, "config.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...change }));
  const { code, message: said } = await refusal(model);
  expect(code).toBe("MODEL_IO");
  expect(said).toMatch(message);
});

test("a vocabulary larger than its encoder's is refused", async () => {
  const model = standInFolder(sdxlStandIn);
  const file = path.join(model.folder, "text_encoder_2/config.json");
  const config = { ...JSON.parse(readFileSync(file, "utf8")), vocab_size: 931 };
  writeFileSync(file, JSON.stringify(config));
  const { kind, code, message } = await refusal(model);
  expect({ kind, code }).toEqual({ kind: "input", code: "TOKENIZER" });
  expect(message).toMatch(/^invalid vocabulary: id 931 of 931 .*tokenizer_2/);
});

test("a half-float decoder that must be run in float32 is refused", async () => {
  const model = standInWithGraph(
    sdxlStandIn,
    "vae_decoder",
    decoderDraft({ ...sdxlStandIn, floats: "float16" }),
  );
  expect(await refusal(model)).toMatchObject({ kind: "input", code: "MODEL_FP16_VAE" });
});

test("a half-float decoder whose configuration doesn't ask for float32 is taken", async () => {
  const halved = decoderDraft({ ...sdxlStandIn, floats: "float16" });
  const model = standInWithGraph(sdxlStandIn, "vae_decoder", halved);
  const file = path.join(model.folder, "vae_decoder/config.json");
  const config = JSON.parse(readFileSync(file, "utf8"));
  for (const force_upcast of [false, null]) {
    writeFileSync(file, JSON.stringify({ ...config, force_upcast }));
    expect(await thrown(model), String(force_upcast)).toBeUndefined();
  }
});

test("a configuration that isn't what it should be is refused by its place", async () => {
  const model = standInFolder(sdxlStandIn);
  const file = path.join(model.folder, "vae_decoder/config.json");
  for (const [text, message] of [
    ['{"block_out_channels": 8}', /^invalid .*config\.json at block_out_channels/],
    ['{"block_out_channels": [8', /^invalid JSON: .*config\.json/],
  ] as const) {
    writeFileSync(file, text);
    expect(await refusal(model)).toMatchObject({ kind: "input", code: "MODEL_LAYOUT" });
    expect((await refusal(model)).message).toMatch(message);
  }
});

test("a half-float decoder of Stable Diffusion 1 is taken, as diffusers takes it", async () => {
  const halved = decoderDraft({ ...sd15StandIn, floats: "float16" });
  const model = standInWithGraph(sd15StandIn, "vae_decoder", halved);
  expect(await thrown(model)).toBeUndefined();
});

test("weights that were deleted are refused by their name", async () => {
  const model = standInFolder({ ...sdxlStandIn, externalData: "weights.pb" });
  rmSync(path.join(model.folder, "unet/weights.pb"));
  const { kind, code, message } = await refusal(model);
  expect({ kind, code }).toEqual({ kind: "missing", code: "MODEL_DATA" });
  expect(message).toContain("unet/weights.pb");
});
