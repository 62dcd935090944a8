import { KnownError } from "@pairlab/domain/errors";

/** Refuses wins that are more than votes. Throws: KnownError (input). */
export function atMost(wins: number, votes: number, option: string): void {
  if (wins <= votes) return;
  throw new KnownError("input", `invalid ${option}: ${wins} of ${votes} votes`, {
    hint: "wins are at most as many as votes",
  });
}
