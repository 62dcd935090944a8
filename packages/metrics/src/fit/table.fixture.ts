import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { borrowed } from "../golden.fixture.ts";
import { csvVotes } from "../votes/read-votes.ts";
import type { ColumnNames } from "../votes/vote-columns.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import type { FitRequest } from "./fit-request.ts";

const own = path.resolve(import.meta.dirname, "../../golden");

/** The votes of a CSV text. */
export function tableOf(text: string, columns: ColumnNames = {}): VoteTable {
  const reader = csvVotes({ source: "votes.csv", columns });
  reader.push(new TextEncoder().encode(text));
  return reader.end();
}

/** The votes of a golden case. */
export const goldenTable = (name: string): VoteTable =>
  tableOf(readFileSync(path.join(own, name), "utf8"));

/** Case 09: other people's votes, undefined where they aren't. */
export function crowdTable(): VoteTable | undefined {
  const folder = borrowed("09-llmfao-crowd");
  if (folder === undefined) return undefined;
  return tableOf(readFileSync(path.join(folder, "input.csv"), "utf8"), { rater: "worker" });
}

/** A request with nothing out of the ordinary. */
export const plainRequest: FitRequest = {
  model: "bt",
  ties: undefined,
  position: false,
  reference: undefined,
  se: undefined,
  correction: "cr1g",
  bootstrap: undefined,
  cluster: undefined,
  level: 0.95,
  seed: 0,
  orders: 1000,
  k: 1,
};

/** Simulated votes of four models with known strengths, by raters on prompts, some of them ties. */
export function simulated(
  seed: number,
  votes: number,
  { raters = 12, prompts = 15 } = {},
): VoteTable {
  const rng = createRng(seed, "fit test");
  const strengths = [0.9, 0.3, -0.2, -1];
  const lines = Array.from({ length: votes }, () => {
    const left = rng.below(4);
    const right = (left + 1 + rng.below(3)) % 4;
    const p = 1 / (1 + Math.exp(at(strengths, right) - at(strengths, left) - 0.2));
    const decisive = rng.float() < p ? "left" : "right";
    const winner = rng.float() < 0.15 ? "tie" : decisive;
    return `m${left},m${right},${winner},r${rng.below(raters)},p${rng.below(prompts)}`;
  });
  return tableOf(["left,right,winner,rater,prompt", ...lines, ""].join("\n"));
}
