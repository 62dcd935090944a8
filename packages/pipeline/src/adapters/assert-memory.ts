import { KnownError } from "@pairlab/domain/errors";
import type { MemoryNeeded } from "../core/memory-needed.ts";
import { availableMemory } from "./available-memory.ts";

/**
 * Refuses work that the machine has no memory for, before anything is loaded: running out later may end the process.
 *
 * Throws: KnownError (missing, MEMORY) with what is needed and what there is.
 */
export function assertMemory(
  { weights, activations }: MemoryNeeded,
  availableBytes: number = availableMemory(),
): void {
  const needed = weights + activations;
  if (needed <= availableBytes) return;
  throw new KnownError(
    "missing",
    `missing memory: ${gigabytes(needed)} needed (weights ${gigabytes(weights)}, pictures in work ${gigabytes(activations)}), ${gigabytes(availableBytes)} available`,
    {
      code: "MEMORY",
      hint: "close other programs, draw smaller pictures, or use a machine with more memory",
    },
  );
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
