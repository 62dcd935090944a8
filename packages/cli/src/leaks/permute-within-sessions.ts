import type { Rng } from "@pairlab/domain/random";

/** Gives the labels of each session to its rows anew, in place: what they would be if rows said nothing of them. */
export function permuteWithinSessions(
  labels: Uint32Array,
  starts: readonly number[],
  rng: Rng,
): void {
  for (let session = 0; session + 1 < starts.length; session += 1)
    rng.shuffle(labels.subarray(starts[session], starts[session + 1]));
}
