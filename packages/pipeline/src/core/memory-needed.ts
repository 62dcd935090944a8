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
  const total = ({ weights, activations }: MemoryNeeded) => weights + activations;
  const [most = { weights: 0, activations: 0 }] = arms
    .map(({ weightBytes: weights, size: { width, height } }) => ({
      weights,
      activations: width * height * widestPlanes * floatBytes * tensorsAtOnce,
    }))
    .toSorted((a, b) => total(b) - total(a));
  return { weights: painters * most.weights, activations: painters * most.activations };
}

/** How many of `most` painters there is memory for; one at least, which is then too many. */
export function paintersThatFit(
  arms: Parameters<typeof memoryNeeded>[0],
  most: number,
  availableBytes: number,
): number {
  const { weights, activations } = memoryNeeded(arms, 1);
  const fitting = Math.floor(availableBytes / Math.max(1, weights + activations));
  return Math.max(1, Math.min(most, fitting));
}
