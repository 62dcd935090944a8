import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ModelEntry, ModelFile, ModelRegistry } from "@pairlab/domain/model-registry";

const family = "mini-sdxl";
const size = { height: 128, width: 128 };

interface Embedded {
  id: string;
  title: string;
  origin: string;
  defaults: ModelEntry["defaults"];
}

const recipe = "trained from nothing on MiniScenes by tools/mini-sdxl";
const embedded: readonly Embedded[] = [
  {
    id: "mini-sdxl-base",
    title: "mini-sdxl base, the teacher",
    origin: `${recipe}: UNet and both text encoders together, then the decoder tuned`,
    defaults: { steps: 25, guidance: 5, scheduler: "euler", size },
  },
  {
    id: "mini-sdxl-turbo",
    title: "mini-sdxl turbo, 1 to 4 steps",
    origin: `${recipe}: adversarial diffusion distillation of mini-sdxl-base`,
    defaults: { steps: 1, guidance: 0, scheduler: "euler_a", size },
  },
  {
    id: "mini-sdxl-lcm",
    title: "mini-sdxl LCM, 2 to 8 steps",
    origin: `${recipe}: latent consistency distillation of mini-sdxl-base with a guidance embedding`,
    defaults: { steps: 4, guidance: 4, scheduler: "lcm", size },
  },
];

const shared = [
  "tokenizer",
  "tokenizer_2",
  "text_encoder",
  "text_encoder_2",
  "vae_decoder",
] as const;

/** The registry that the model folders amount to: every file with its size and hash. */
export function buildRegistry(models: string): ModelRegistry {
  return { version: 1, models: embedded.map((model) => entryOf(models, model)) };
}

function entryOf(models: string, { id, title, origin, defaults }: Embedded): ModelEntry {
  const components = Object.fromEntries(
    shared.map((name) => [name, `${family}/components/${name}`]),
  ) as Record<(typeof shared)[number], string>;
  const own = {
    unet: `${family}/models/${id}/unet`,
    scheduler: `${family}/models/${id}/scheduler`,
  };
  const modelIndex = `${family}/models/${id}/model_index.json`;
  const folders = [...Object.values(components), ...Object.values(own)];
  const files = [
    fileOf(models, modelIndex),
    ...folders.flatMap((folder) =>
      readdirSync(path.join(models, folder)).map((name) => fileOf(models, `${folder}/${name}`)),
    ),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    id,
    family: "sdxl",
    title,
    licence: "Apache-2.0",
    origin,
    modelIndex,
    components: { ...components, ...own },
    files,
    sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    defaults,
  };
}

function fileOf(models: string, name: string): ModelFile {
  const bytes = readFileSync(path.join(models, name));
  return {
    path: name,
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}
