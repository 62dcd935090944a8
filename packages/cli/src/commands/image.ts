import { statSync } from "node:fs";
import path from "node:path";
import { ArmRequest, NoiseSource } from "@pairlab/domain/arm";
import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { Provider } from "@pairlab/domain/provider";
import { SchedulerName } from "@pairlab/domain/scheduler-name";
import { runEnvironment } from "@pairlab/pipeline/adapters/run-environment";
import { writeWhole } from "@pairlab/pipeline/adapters/run-folder";
import { paintPicture } from "@pairlab/pipeline/paint-picture";
import { createPainterPool } from "@pairlab/pipeline/painter-pool";
import { preparePicture } from "@pairlab/pipeline/prepare-picture";
import { examples } from "../examples.ts";
import { numberOption } from "../number-option.ts";
import { oneOf } from "../one-of.ts";
import { pipelineFolders } from "../pipeline-folders.ts";
import { withProvider } from "../provider-option.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  model: string;
  prompt: string;
  negative?: string;
  seed: number;
  steps?: number;
  guidance?: number;
  scheduler?: string;
  width?: number;
  height?: number;
  originalSize?: { width: number; height: number };
  eta?: number;
  guidanceRescale?: number;
  clipSkip?: number;
  noise?: string;
  out: string;
  latents?: string;
  models?: string;
  provider: Provider;
}

/** `pairlab image`. */
export const configure: Configure = (command, context) => {
  command
    .requiredOption("--model <id>", "which model draws; npx pairlab models list names them")
    .requiredOption("--prompt <text>", "what it is asked to draw")
    .requiredOption("--out <file.png>", "where the picture goes; one that is there is replaced")
    .option("--negative <text>", "what it is asked not to draw; used by guidance above 1 only")
    .option("--seed <n>", "which noise it starts from", wholeNumber("--seed", 0, 4294967295), 0)
    .option("--steps <n>", "default: the model's own", wholeNumber("--steps", 1, 1000))
    .option("--guidance <g>", "default: the model's own", numberOption("--guidance", 0, 100))
    .option(
      "--scheduler <name>",
      `${SchedulerName.options.join(", ")}; default: the model's own`,
      oneOf("--scheduler", SchedulerName.options),
    )
    .option("--width <pixels>", "default: the model's own", wholeNumber("--width", 1))
    .option("--height <pixels>", "default: the model's own", wholeNumber("--height", 1))
    .option("--original-size <WxH>", "SDXL's micro-conditioning; default: the picture's", size)
    .option("--eta <share>", "ddim only: share of fresh noise", numberOption("--eta", 0, 1))
    .option("--guidance-rescale <share>", "default 0", numberOption("--guidance-rescale", 0, 1))
    .option("--clip-skip <n>", "text states taken earlier", wholeNumber("--clip-skip", 0, 12))
    .option(
      "--noise <source>",
      `${NoiseSource.options.join(", ")}; default: torch-cpu`,
      oneOf("--noise", NoiseSource.options),
    )
    .option("--latents <file.f32>", "also write the final latents, little-endian float32")
    .option("--models <folder>", "folder with registry.json, instead of the checkout's models")
    .addHelpText(
      "before",
      examples(
        'npx pairlab image --model mini-sdxl-turbo --prompt "a red star on a white background" --out star.png',
        'npx pairlab image --model mini-sdxl-base --prompt "a green frog" --seed 7 --scheduler ddim --steps 12 --out frog.png --json',
      ),
    );
  withProvider(command).action(async (options: Options) => {
    const { terminal, root, folders } = context();
    const places = pipelineFolders(root, folders, options.models);
    const { prompt, seed, provider } = options;
    const { file, latentsFile } = targetFiles(options);
    const { job, threads } = await preparePicture({ arm: armOf(options), prompt, seed }, places);
    const pool = createPainterPool({ threads, provider }, 1);
    const painted = await paintPicture(
      at(pool.painters, 0),
      job,
      runEnvironment(threads, provider),
    ).finally(() => pool.close());
    const { latents, capsule, durationsMs, warnings, pixelsSha256, pixels } = painted;
    if (latentsFile !== null) await writeWhole(latentsFile, bytesOf(latents));
    await writeWhole(file, painted.png);
    for (const { code, text } of warnings) terminal.say(`${code}: ${text}`);
    const { width, height } = pixels;
    terminal.result(`${file}: ${width} × ${height}, ${Math.round(durationsMs.total)} ms`, {
      file,
      latentsFile,
      width,
      height,
      pixelsSha256,
      durationsMs,
      warnings,
      capsule,
    });
  });
};

function armOf(options: Options): ArmRequest {
  const { model, steps, guidance, scheduler, negative, width, height } = options;
  if ((width === undefined) !== (height === undefined))
    throw new KnownError("input", "missing --width or --height: one was given without the other", {
      hint: "give both, or none for the model's own size",
    });
  const { originalSize, eta, guidanceRescale, clipSkip, noise } = options;
  return parseDocument(
    ArmRequest,
    {
      id: "image",
      model,
      steps,
      guidance,
      scheduler,
      negativePrompt: negative,
      size: width === undefined ? undefined : { width, height },
      originalSize,
      eta,
      guidanceRescale,
      clipSkip,
      noise,
    },
    "the command line",
  );
}

/** Throws: KnownError (input) for a place that no picture, or not both files, can be written to. */
function targetFiles({ out, latents }: Options): { file: string; latentsFile: string | null } {
  const file = targetFile("--out", out);
  if (!file.toLowerCase().endsWith(".png"))
    throw new KnownError("input", `invalid --out: ${out} (pictures are PNG files)`, {
      hint: "give it a name that ends in .png",
    });
  if (latents === undefined) return { file, latentsFile: null };
  const latentsFile = targetFile("--latents", latents);
  if (latentsFile === file)
    throw new KnownError("input", `invalid --latents: ${latents} is where the picture goes`, {
      hint: "give the two files two names",
    });
  return { file, latentsFile };
}

function targetFile(option: string, text: string): string {
  const file = path.resolve(text);
  if (text !== "" && !isFolder(file)) return file;
  throw new KnownError("input", `invalid ${option}: ${JSON.stringify(text)} isn't a file's name`, {
    hint: "name a file, such as one in that folder",
  });
}

/** A place that can't even be looked at is no folder: writing there will say what is wrong with it. */
function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}

/** Throws: KnownError (input) for anything but two numbers of pixels. */
function size(text: string): { width: number; height: number } {
  const [, width, height] = (/^([1-9]\d{0,4})x([1-9]\d{0,4})$/i.exec(text) ?? []).map(Number);
  if (width !== undefined && height !== undefined) return { width, height };
  throw new KnownError("input", `invalid --original-size: ${text}`, {
    hint: "give width and height in pixels: --original-size 1024x768",
  });
}

const bytesOf = (latents: Float32Array): Uint8Array =>
  new Uint8Array(latents.buffer, latents.byteOffset, latents.byteLength);
