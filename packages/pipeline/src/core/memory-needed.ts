import type { Size } from "@pairlab/domain/arm";

const floatBytes = 4;
/** Feature planes of the widest layer that a decoder runs at the picture's full size. */
const widestPlanes = 256;
/** A layer's input, its output and the runtime's workspace. */
const tensorsAtOnce = 3;

/** Memory that painting takes, in bytes, and how it comes about. */
export interface MemoryNeeded {
  weights: number;
  activations: number;
}

/**
 * An estimate of the memory that painters take: each holds one model's weights and decodes one picture.
 *
 * Holds for decoders of Stable Diffusion's and SDXL's width (256 planes at full size: 0.27 GB a tensor at 512 × 512);
 * smaller ones take less. The runtime's rearranged copies of weights aren't counted.
 */
export function memoryNeeded(
  arms: readonly { weightBytes: number; size: Size }[],
  painters: number,
): MemoryNeeded {
  const most = (values: readonly number[]) => Math.max(0, ...values);
  const pixels = most(arms.map(({ size }) => size.width * size.height));
  return {
    weights: painters * most(arms.map(({ weightBytes }) => weightBytes)),
    activations: painters * pixels * widestPlanes * floatBytes * tensorsAtOnce,
  };
}
