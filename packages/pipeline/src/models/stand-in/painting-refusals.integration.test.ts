import { Arm } from "@pairlab/domain/arm";
import { expect, test } from "vitest";
import type { LocatedModel } from "../../adapters/located-models.ts";
import type { GraphDraft } from "../../onnx-graph.fixture.ts";
import { createPainter } from "../../painter.ts";
import { armSettings } from "../arm-settings.ts";
import { type StandIn, sd15StandIn, sdxlStandIn } from "./stand-in.fixture.ts";
import { standInFolder, standInWithGraph } from "./stand-in-folder.fixture.ts";
import { decoderDraft, encoderDraft, unetDraft } from "./stand-in-graphs.fixture.ts";

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
  ["states narrower than it says", "text_encoder", encoderDraft(narrow, 0), "hidden_states.11"],
  ["a UNet that predicts its spread as well", "unet", twice, "out_sample"],
  [
    "another decoder's pixels",
    "vae_decoder",
    { ...decoderDraft(sdxlStandIn), ...fewer() },
    "sample",
  ],
])("a model with %s is refused, never read askew", async (_, component, draft, output) => {
  expect(await paintingRefusal(standInWithGraph(sdxlStandIn, component, draft))).toMatchObject({
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
