import type { Arm } from "@pairlab/domain/arm";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { type Capsule, capsuleKeyword } from "@pairlab/domain/capsule";
import type { Environment } from "@pairlab/domain/manifest";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { LocatedModel } from "./adapters/located-models.ts";
import { encodePng, resized } from "./adapters/png.ts";
import { sha256 } from "./adapters/sha256.ts";
import { buildCapsule } from "./core/build-capsule.ts";
import type { Pixels } from "./core/pixels.ts";
import { withPngText } from "./core/png-text.ts";
import type { Painter, Painting, PaintRequest } from "./painting.ts";

/** A picture to make, with its key and all that making it takes. */
export interface PictureJob {
  model: LocatedModel;
  modelHash: string;
  arm: Arm;
  settings: SamplerSettings;
  prompt: string;
  seed: number;
  key: string;
}

/** A finished picture: its file, which carries its capsule, and what it was made through. */
export interface PaintedPicture extends Pick<Painting, "latents" | "durationsMs" | "warnings"> {
  png: Uint8Array;
  pixels: Pixels;
  pixelsSha256: string;
  capsule: Capsule;
}

/**
 * Paints a picture and finishes it.
 *
 * Throws: KnownError as the painter does.
 */
export async function paintPicture(
  painter: Painter,
  job: PictureJob,
  environment: Environment,
): Promise<PaintedPicture> {
  return finishPicture(job, await painter.paint(paintRequest(job)), environment);
}

/** What the painter is asked. */
export const paintRequest = ({ model, arm, settings, prompt, seed }: PictureJob): PaintRequest => ({
  model,
  arm,
  settings,
  prompt,
  seed,
});

/** Brings a painting to the size it is stored at, and puts its capsule into its file. */
export async function finishPicture(
  job: PictureJob,
  painting: Painting,
  environment: Environment,
): Promise<PaintedPicture> {
  const { model, arm } = job;
  const { trace, warnings, latents, durationsMs } = painting;
  const pixels = await resized(painting.pixels, arm.storedSize ?? arm.size, "lanczos3");
  const pixelsSha256 = sha256(pixels.rgb);
  const parts = { ...job, model: model.entry, trace, warnings, pixelsSha256, environment };
  const capsule = buildCapsule(parts);
  const png = withPngText(await encodePng(pixels), capsuleKeyword, canonicalJson(capsule));
  return { png, pixels, pixelsSha256, latents, durationsMs, warnings, capsule };
}
