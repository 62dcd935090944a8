import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onnx } from "onnx-proto";
import { expect, onTestFinished, test } from "vitest";
import { repositoryFiles } from "../hub/tiny-model.fixture.ts";
import { inspectModelFolder } from "./inspect-model-folder.ts";

const tiny = repositoryFiles();

/** The embedded turbo model in Optimum's layout, with other files in places. */
function modelFolder(other: Readonly<Record<string, Uint8Array | string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-folder-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, bytes] of Object.entries({ ...tiny, ...other })) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return folder;
}

/** A graph with one weight of 40 bytes in another file, from its eighth byte on. */
const graphWithWeights = (location: string): Uint8Array =>
  onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: "", version: 17 }],
    graph: {
      name: "outside",
      node: [
        { opType: "Identity", input: ["weight"], output: ["out_sample"] },
        { opType: "GroupNorm", domain: "com.microsoft", input: ["weight"], output: ["norm"] },
      ],
      initializer: [
        {
          name: "weight",
          dims: [10],
          dataType: onnx.TensorProto.DataType.FLOAT,
          dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
          externalData: [
            { key: "location", value: location },
            { key: "offset", value: "8" },
            { key: "length", value: "40" },
          ],
        },
      ],
    },
  }).finish();

const withWeights = (location: string, sizeBytes: number) =>
  modelFolder({
    "unet/model.onnx": graphWithWeights(location),
    [`unet/${location}`]: new Uint8Array(sizeBytes),
  });

test("a folder's family, scheduler, size and files are read from it", async () => {
  expect(await inspectModelFolder(modelFolder({ "README.md": "hello" }))).toMatchObject({
    family: "sdxl",
    scheduler: "euler_a",
    size: { height: 128, width: 128 },
    hasGuidanceEmbedding: false,
    exportedFrom: [],
    foreignOperators: [],
    paths: Object.keys(tiny).toSorted((a, b) => (a < b ? -1 : 1)),
  });
});

test.each(["model.onnx_data", "weights.pb", "model.onnx.data", "a name of its own"])(
  "weights in %s are found by what the graph calls them",
  async (location) => {
    const found = await inspectModelFolder(withWeights(location, 48));
    expect(found.paths).toContain(`unet/${location}`);
    expect(found.foreignOperators).toEqual(["com.microsoft.GroupNorm"]);
  },
);

test("weights that are missing or too short are named", async () => {
  await expect(inspectModelFolder(withWeights("weights.pb", 47))).rejects.toMatchObject({
    code: "MODEL_DATA",
    message: expect.stringMatching(/weights\.pb has 47 of 48 bytes/),
  });
  const missing = modelFolder({ "unet/model.onnx": graphWithWeights("weights.pb") });
  await expect(inspectModelFolder(missing)).rejects.toThrow(/^missing model file: .*weights\.pb/);
});

test("a graph that is cut short is named", async () => {
  const folder = modelFolder();
  truncateSync(path.join(folder, "unet/model.onnx"), 5000);
  await expect(inspectModelFolder(folder)).rejects.toMatchObject({
    code: "MODEL_DATA",
    message: expect.stringMatching(/^invalid model file: .*unet\/model\.onnx/),
  });
});

test("what a model was exported from is read from its UNet first, then from its index", async () => {
  const change = (name: string, from: string) => ({
    ...JSON.parse(readFileSync(path.join(modelFolder(), name), "utf8")),
    _name_or_path: from,
  });
  const folder = modelFolder({
    "model_index.json": JSON.stringify(change("model_index.json", "stabilityai/base")),
    "unet/config.json": JSON.stringify(change("unet/config.json", "latent-consistency/lcm-sdxl")),
  });
  const { exportedFrom } = await inspectModelFolder(folder);
  expect(exportedFrom).toEqual(["latent-consistency/lcm-sdxl", "stabilityai/base"]);
});

test.each([
  ["model_index.json", "{", /^invalid JSON: .*model_index\.json/],
  ["unet/config.json", '{"sample_size":0}', /^invalid .*unet\/config\.json at sample_size/],
  ["vae_decoder/config.json", '{"block_out_channels":[]}', /^invalid .*vae_decoder\/config\.json/],
])("a broken %s is named", async (name, content, message) => {
  await expect(inspectModelFolder(modelFolder({ [name]: content }))).rejects.toThrow(message);
});

test("a UNet that doesn't say its size has that of diffusers' pipeline", async () => {
  const silent = modelFolder({ "unet/config.json": '{"sample_size":null}' });
  expect((await inspectModelFolder(silent)).size).toEqual({ height: 1024, width: 1024 });
});
