import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Arm } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import { expect, test } from "vitest";
import type { LocatedModel } from "../../adapters/located-models.ts";
import { type Graph, loadGraph } from "../../adapters/onnx.ts";
import { type GraphDraft, onnxBytes } from "../../onnx-graph.fixture.ts";
import { createPainter } from "../../painter.ts";
import { armSettings } from "../arm-settings.ts";
import { loadModel } from "../load-model.ts";
import { type StandIn, sd15StandIn, sdxlStandIn } from "./stand-in.fixture.ts";
import { standInFolder } from "./stand-in-folder.fixture.ts";
import { decoderDraft, encoderDraft, unetDraft } from "./stand-in-graphs.fixture.ts";

/** What loading a model is refused with. */
async function refusal(model: LocatedModel): Promise<KnownError> {
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
  if (error instanceof KnownError) return error;
  throw new Error("expected a refusal", { cause: error });
}

const withGraph = (standIn: StandIn, component: string, draft: GraphDraft): LocatedModel => {
  const model = standInFolder(standIn);
  writeFileSync(path.join(model.folder, component, "model.onnx"), onnxBytes(draft));
  return model;
};

const without = (draft: GraphDraft, name: string): GraphDraft => ({
  ...draft,
  inputs: draft.inputs.filter((port) => port.name !== name),
  outputs: draft.outputs.filter((port) => port.name !== name),
});

const encoder = (standIn: StandIn, index: number): GraphDraft => {
  const shape = standIn.encoders[index];
  if (shape === undefined) throw new Error(`no encoder ${index}`);
  return encoderDraft(standIn, index, shape);
};

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
    without(encoder(sdxlStandIn, 0), "hidden_states.11"),
    /no output hidden_states\.11/,
  ],
  [
    "a second encoder that pools nothing",
    sdxlStandIn,
    "text_encoder_2",
    without(encoder(sdxlStandIn, 1), "text_embeds"),
    /no output text_embeds/,
  ],
  [
    "an encoder without its last state",
    sd15StandIn,
    "text_encoder",
    without(encoder(sd15StandIn, 0), "last_hidden_state"),
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
  const { kind, code, message: said } = await refusal(withGraph(standIn, component, draft));
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

/** What painting with a model is refused with, though it loads. */
async function paintingRefusal({ folder, entry }: LocatedModel): Promise<unknown> {
  const painter = createPainter({ threads: 1, provider: "cpu" }, () => 0);
  const size = { height: 64, width: 96 };
  const named = { id: "arm", label: "arm", modelId: "stand-in", scheduler: "euler" };
  const usual = { steps: 1, guidance: 5, size, originalSize: size, negativePrompt: null };
  const arm = Arm.parse({ ...named, ...usual });
  const model = { folder, entry };
  const settings = await armSettings(arm, model);
  return await painter.paint({ model, arm, settings, prompt: "a star", seed: 1 }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

const narrow: StandIn = {
  ...sdxlStandIn,
  encoders: [
    { layers: 12, width: 640, seed: 1 },
    { layers: 32, width: 1280, seed: 2 },
  ],
};
const twice: GraphDraft = {
  ...unetDraft(sdxlStandIn),
  outputs: [{ name: "out_sample", type: "float32" }],
  nodes: [
    ...unetDraft(sdxlStandIn).nodes.filter(({ outputs }) => !outputs.includes("out_sample")),
    {
      operator: "Concat",
      inputs: ["out_sample_32", "out_sample_32"],
      outputs: ["out_sample"],
      attributes: { axis: 1 },
    },
  ],
};

test.each<[string, string, GraphDraft, string]>([
  ["states narrower than it says", "text_encoder", encoder(narrow, 0), "hidden_states.11"],
  ["a UNet that predicts its spread as well", "unet", twice, "out_sample"],
  [
    "another decoder's pixels",
    "vae_decoder",
    { ...decoderDraft(sdxlStandIn), ...fewer() },
    "sample",
  ],
])("a model with %s is refused, never read askew", async (_, component, draft, output) => {
  expect(await paintingRefusal(withGraph(sdxlStandIn, component, draft))).toMatchObject({
    kind: "input",
    code: "MODEL_IO",
    message: expect.stringMatching(
      new RegExp(`^mismatched model: output ${output} of .*${component}.* numbers, not \\d+$`),
    ),
  });
});

/** A decoder's end that makes two channels of its three. */
function fewer(): Pick<GraphDraft, "nodes" | "outputs" | "weights"> {
  const { nodes, weights = [] } = decoderDraft(sdxlStandIn);
  return {
    outputs: [{ name: "sample", type: "float32" }],
    weights: [
      ...weights,
      { name: "zero", type: "int64", dims: [1], values: [0] },
      { name: "two", type: "int64", dims: [1], values: [2] },
      { name: "one", type: "int64", dims: [1], values: [1] },
    ],
    nodes: [
      ...nodes.filter(({ outputs }) => !outputs.includes("sample")),
      { operator: "Slice", inputs: ["sample_32", "zero", "two", "one"], outputs: ["sample"] },
    ],
  };
}

test("a half-float decoder that must be run in float32 is refused", async () => {
  const model = withGraph(
    sdxlStandIn,
    "vae_decoder",
    decoderDraft({ ...sdxlStandIn, floats: "float16" }),
  );
  expect(await refusal(model)).toMatchObject({ kind: "input", code: "MODEL_FP16_VAE" });
});

test("weights that were deleted are refused by their name", async () => {
  const model = standInFolder({ ...sdxlStandIn, externalData: "weights.pb" });
  rmSync(path.join(model.folder, "unet/weights.pb"));
  const { kind, code, message } = await refusal(model);
  expect({ kind, code }).toEqual({ kind: "missing", code: "MODEL_DATA" });
  expect(message).toContain("unet/weights.pb");
});

test.each([
  [sdxlStandIn, 11, undefined],
  [sdxlStandIn, 12, "0 to 11"],
  [sd15StandIn, 1, "only SDXL"],
])(
  "text states are skipped where there are some: $family by %i",
  async (standIn, clipSkip, hint) => {
    const size = { height: 64, width: 96 };
    const named = { id: "arm", label: "arm", modelId: "stand-in", scheduler: "euler" };
    const usual = { steps: 4, guidance: 5, size, originalSize: size, negativePrompt: null };
    const arm = Arm.parse({ ...named, ...usual, clipSkip });
    const settings = armSettings(arm, standInFolder(standIn));
    if (hint === undefined) await expect(settings).resolves.toMatchObject({ spacing: "trailing" });
    else
      await expect(settings).rejects.toMatchObject({
        code: "REQ_UNSUPPORTED",
        hint: expect.stringContaining(hint),
      });
  },
);
