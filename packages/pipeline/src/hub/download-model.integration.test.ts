import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { killedScript } from "../killed-script.fixture.ts";
import { downloadModel } from "./download-model.ts";
import { downloadPlan } from "./download-plan.ts";
import { callTo, emptyFolder, hubServer } from "./hub.fixture.ts";
import { commit, entry, type HubServer, repository, stallsAfter } from "./hub-server.fixture.ts";
import { repositoryFiles } from "./tiny-model.fixture.ts";

const tiny = repositoryFiles();
const source = { repository, commit };
const graph = "text_encoder/model.onnx";

async function download(server: HubServer, folder: string) {
  const call = callTo(server);
  const plan = await downloadPlan(call, source);
  const progress: [number, number][] = [];
  const done = await downloadModel({
    ...call,
    plan,
    folder,
    onProgress: (...counts) => void progress.push(counts),
  });
  return { ...done, plan, progress };
}

const expectWhole = (folder: string) => {
  for (const [name, bytes] of Object.entries(tiny))
    expect(readFileSync(path.join(folder, name)).equals(bytes), name).toBe(true);
};

test("what a model needs is downloaded and nothing else", async () => {
  const more = {
    ...tiny,
    "README.md": Buffer.from("hello"),
    "unet/diffusion_pytorch_model.safetensors": Buffer.from("weights"),
    "vae_encoder/model.onnx": Buffer.from("not needed"),
    "unet/model.onnx_data": Buffer.from("outside"),
  };
  const server = await hubServer(more);
  const folder = path.join(emptyFolder(), "tiny");
  const { files, inspected, plan, progress } = await download(server, folder);
  // No graph takes weights from the file outside: it is downloaded, since its name says that one might.
  expect(files.map((file) => file.path)).toEqual(
    Object.keys(tiny).toSorted((a, b) => (a < b ? -1 : 1)),
  );
  expect(readdirSync(path.join(folder, "unet"))).toContain("model.onnx_data");
  expect(inspected).toMatchObject({ family: "sdxl", scheduler: "euler_a" });
  expect(progress.at(-1)).toEqual([plan.sizeBytes, plan.sizeBytes]);
  expectWhole(folder);
  expect(readdirSync(folder)).not.toContain(".lock");
  expect(readdirSync(folder)).not.toContain("README.md");
});

test("a killed download is gone on with: the same bytes, and only the missing ones asked for", async () => {
  const server = await hubServer(tiny);
  const folder = path.join(emptyFolder(), "tiny");
  server.misbehave(graph, stallsAfter(500_000));
  const args = [server.url, folder];
  const killed = await killedScript("hub/download-child.fixture.ts", args, {
    line: "well on its way",
    delayMs: 100,
  });
  expect(killed).toBe(true);
  const partial = readdirSync(path.join(folder, "text_encoder")).find((name) =>
    name.endsWith(".partial"),
  );
  const have = readFileSync(path.join(folder, "text_encoder", partial ?? "")).length;
  expect(have).toBeGreaterThan(0);
  const before = new Set(server.asked.map((request) => request.path));
  server.asked.length = 0;
  await download(server, folder);
  expectWhole(folder);
  const again = server.asked.filter(
    (request) => before.has(request.path) && request.path.includes("/resolve/"),
  );
  // model_index.json is read before anything is stored; the graph from where it broke.
  expect(again.map(({ path: name, range }) => [name.split(commit)[1], range])).toEqual([
    ["/model_index.json", undefined],
    [`/${graph}`, `bytes=${have}-`],
  ]);
});

test("a second process on the same folder is turned away while the first one works", async () => {
  const server = await hubServer(tiny);
  const folder = path.join(emptyFolder(), "tiny");
  server.misbehave(graph, stallsAfter(500_000));
  const first = download(server, folder);
  await expect.poll(() => existsSync(path.join(folder, ".lock"))).toBe(true);
  await expect(download(server, folder)).rejects.toMatchObject({
    kind: "conflict",
    code: "DOWNLOAD_LOCKED",
    message: expect.stringMatching(/^duplicate download: tiny is being downloaded by process \d+/),
  });
  await first;
  expectWhole(folder);
});

test("a disk that is too small is found out before the first byte", async () => {
  const listed = (name: string, bytes: Buffer) =>
    name === "unet/model.onnx"
      ? { ...entry(name, bytes), lfs: { oid: "a".repeat(64), size: 1e15, pointerSize: 134 } }
      : entry(name, bytes);
  const server = await hubServer(tiny, { listed });
  const folder = path.join(emptyFolder(), "tiny");
  await expect(download(server, folder)).rejects.toMatchObject({
    kind: "missing",
    code: "STORE",
    message: expect.stringMatching(/1000000\.\d GB to download/),
  });
  expect(existsSync(folder)).toBe(false);
});

test.each([
  ["a file that the listing lacks", "unet/model.onnx", undefined, /^missing unet\/model\.onnx /],
  [
    "a repository without an index",
    "model_index.json",
    undefined,
    /^missing model_index\.json .*: its ONNX files aren't laid out/,
  ],
  [
    "another kind of pipeline",
    "model_index.json",
    { _class_name: "FluxPipeline" },
    /^unknown pipeline: FluxPipeline/,
  ],
  [
    "a scheduler that isn't implemented",
    "scheduler/scheduler_config.json",
    { _class_name: "UniPCMultistepScheduler", beta_start: 0.00085, beta_end: 0.012 },
    /UniPCMultistepScheduler/,
  ],
])(
  "%s is refused before a graph is asked for, and leaves nothing",
  async (_, name, document, message) => {
    const { [name]: _replaced, ...rest } = tiny;
    const files =
      document === undefined ? rest : { ...rest, [name]: Buffer.from(JSON.stringify(document)) };
    const server = await hubServer(files);
    const folder = path.join(emptyFolder(), "tiny");
    await expect(download(server, folder)).rejects.toThrow(message);
    expect(existsSync(folder)).toBe(false);
    expect(server.asked.filter((request) => request.path.includes(".onnx"))).toEqual([]);
  },
);
