import type { Arm } from "@pairlab/domain/arm";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { TextConditioning } from "./text-conditioning.ts";

/** One picture to make, its prompt encoded. */
export interface PictureRequest {
  seed: number;
  arm: Arm;
  settings: SamplerSettings;
  positive: TextConditioning;
  /** Used under classifier-free guidance only. */
  negative: TextConditioning;
}
