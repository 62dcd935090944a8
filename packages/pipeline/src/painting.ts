import type { Arm } from "@pairlab/domain/arm";
import type { PaintingDurations } from "@pairlab/domain/image";
import type { PaintingTrace, PictureWarning } from "@pairlab/domain/painting-trace";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { LocatedModel } from "./adapters/located-models.ts";
import type { Pixels } from "./core/pixels.ts";

/** One picture to make. */
export interface PaintRequest {
  model: LocatedModel;
  arm: Arm;
  settings: SamplerSettings;
  prompt: string;
  seed: number;
}

/** A picture, the latents it was decoded from, what it went through and what it cost. */
export interface Painting {
  pixels: Pixels;
  latents: Float32Array;
  trace: PaintingTrace;
  warnings: readonly PictureWarning[];
  durationsMs: PaintingDurations;
}

/** Makes pictures, one after the other. */
export interface Painter {
  paint(request: PaintRequest): Promise<Painting>;
}
