import { KnownError } from "@pairlab/domain/errors";
import type { FitDocument } from "@pairlab/domain/fit-document";
import type { Note } from "@pairlab/domain/result";
import { tieCount, type VoteTable, voteCount } from "../votes/vote-table.ts";
import type { CovariateRequest } from "./covariates.ts";
import type { Regularisation } from "./regularised-fit.ts";
import type { ResampledKind } from "./resampled-counts.ts";
import type { ErrorCorrection, ErrorKind } from "./standard-errors.ts";

/** What to fit, and how sure to be of it. Undefined members take what the votes allow. */
export interface FitRequest {
  model: FitDocument["model"];
  ties: "half" | "drop" | undefined;
  position: boolean;
  reference: string | undefined;
  se: ErrorKind | undefined;
  correction: ErrorCorrection;
  bootstrap: number | undefined;
  cluster: Exclude<ResampledKind, "vote"> | undefined;
  level: number;
  seed: number;
  /** Elo: how many orders; 0 is the order of the file. */
  orders: number;
  k: number;
  /** Bradley-Terry only: how differences turn into chances; undefined is logit, probit Thurstone's Case V. */
  link?: "logit" | "probit" | undefined;
  /** Bradley-Terry only: a named penalty, off when undefined. */
  regularise?: Regularisation | undefined;
  /** How much of the penalty; undefined is its usual amount. */
  amount?: number | undefined;
  /** Two-way errors as they come, also below those of independent votes. */
  unfloored?: boolean | undefined;
  /** Bradley-Terry, Davidson, Rao-Kupper: columns whose effect is fitted beside strengths. */
  covariates?: readonly CovariateRequest[] | undefined;
}

/** What every document says of the votes it is of. */
export function fitCounts(table: VoteTable): FitDocument["counts"] {
  const { raters, prompts, leftOut } = table;
  return {
    votes: voteCount(table),
    ...tieCount(table),
    leftOut: [...leftOut],
    ...(raters === undefined ? {} : { raters: raters.ids.length }),
    ...(prompts === undefined ? {} : { prompts: prompts.ids.length }),
  };
}

/** The most clustered kind that the votes allow; undefined: they don't say whose they are. */
export function clustersOf({ raters, prompts }: VoteTable): {
  kind: "rater" | "prompt" | "two-way" | undefined;
  notes: Note[];
} {
  const [byRater, byPrompt] = [(raters?.ids.length ?? 0) > 1, (prompts?.ids.length ?? 0) > 1];
  const notes: Note[] = [];
  for (const [name, ids] of [
    ["rater", raters],
    ["prompt", prompts],
  ] as const)
    if (ids?.ids.length === 1)
      notes.push({
        code: "fewClusters",
        text: `there is one ${name}: nothing says how much ${name}s differ`,
      });
  if (byRater && byPrompt) return { kind: "two-way", notes };
  if (byRater) return { kind: "rater", notes };
  if (byPrompt) return { kind: "prompt", notes };
  return { kind: undefined, notes };
}

export const iidAssumed: Note = {
  code: "iidAssumed",
  text: "the votes don't say whose they are: they are taken as independent, which makes results look surer than they are",
};

/** The number of the reference item. Throws: KnownError (input) when no vote names it. */
export function referenceOf({ items }: VoteTable, id: string | undefined): number | undefined {
  if (id === undefined) return undefined;
  const found = items.indexOf(id);
  if (found >= 0) return found;
  throw new KnownError("input", `unknown reference: ${id}`, {
    hint: `the votes are about ${items.slice(0, 5).join(", ")}${items.length > 5 ? ", …" : ""}`,
  });
}

/** Refuses a request that the votes can't be asked. Throws: KnownError (input). */
export function checkRequest(table: VoteTable, request: FitRequest): void {
  const { model, se, cluster } = request;
  if (request.position && table.shape === "pairs")
    refuse(
      "invalid --position-effect: counts don't say who was on the left",
      "give the votes themselves",
    );
  checkColumns(table, "--se", se);
  checkColumns(table, "--cluster", cluster);
  if (model === "crowd-bt" && table.raters === undefined)
    refuse("missing column: rater, for --model crowd-bt", "reliability is a rater's");
  const { ties } = tieCount(table);
  if ((model === "bt" || model === "crowd-bt") && request.ties === undefined && ties > 0)
    refuse(
      `invalid votes: ${ties} ties, and --ties doesn't say what they are`,
      "--ties half counts a tie as half a win for both, --ties drop leaves it out",
    );
}

/** Refuses clusters of a kind that no column names. */
function checkColumns(
  { raters, prompts }: VoteTable,
  option: string,
  kind: FitRequest["se"],
): void {
  const missing = [
    ...(raters === undefined ? ["rater"] : []),
    ...(prompts === undefined ? ["prompt"] : []),
  ].find((name) => kind === name || kind === "two-way");
  if (missing !== undefined)
    refuse(
      `missing column: ${missing}, for ${option} ${kind}`,
      "the file must say whose votes they are",
    );
}

function refuse(message: string, hint: string): never {
  throw new KnownError("input", message, { hint });
}
