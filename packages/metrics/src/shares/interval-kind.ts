import { KnownError } from "@pairlab/domain/errors";
import type { Note } from "@pairlab/domain/result";
import { clustersOf, iidAssumed } from "../fit/fit-request.ts";
import type { ResampledKind } from "../fit/resampled-counts.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import type { BootstrapEnds } from "./cluster-ratio-interval.ts";
import type { ShareKind } from "./table-share.ts";
import type { WinRateRequest } from "./win-rates.ts";

export interface Kind {
  name: ShareKind | "bootstrap" | BootstrapEnds;
  resampled?: ResampledKind;
}

/**
 * What kind of interval is made, and what it draws again; the most clustered that the columns allow by default.
 *
 * Throws: KnownError (input) for clusters that no column names.
 */
export function intervalKind(
  table: VoteTable,
  { interval, cluster }: WinRateRequest,
): { kind: Kind; notes: Note[] } {
  const allowed = clustersOf(table);
  if (interval === "bootstrap") {
    const resampled = cluster ?? allowed.kind ?? "vote";
    checkColumns(table, resampled);
    return { kind: { name: interval, resampled }, notes: resampled === "vote" ? [iidAssumed] : [] };
  }
  if (interval === "bca" || interval === "studentised")
    return { kind: oneWayKind(table, interval, cluster ?? allowed.kind), notes: [] };
  const name = interval ?? formulaOf(allowed.kind);
  checkColumns(table, clustersOfKind[name]);
  const notes = interval === undefined ? allowed.notes : [];
  return { kind: { name }, notes: name === "wilson" ? [...notes, iidAssumed] : notes };
}

function oneWayKind(
  table: VoteTable,
  name: BootstrapEnds,
  resampled: Exclude<ResampledKind, "vote"> | undefined,
): Kind {
  if (resampled === undefined || resampled === "two-way")
    throw new KnownError("input", `missing --cluster: --interval ${name} draws one kind`, {
      hint: "--cluster rater or --cluster prompt",
    });
  checkColumns(table, resampled);
  return { name, resampled };
}

const formulaOf = (kind: Exclude<ResampledKind, "vote"> | undefined): ShareKind => {
  if (kind === undefined) return "wilson";
  return kind === "two-way" ? kind : `by-${kind}`;
};

/** The formula beside a bootstrap is that of independent votes. */
export const formulaKind = ({ name }: Kind): ShareKind =>
  name === "bootstrap" || name === "bca" || name === "studentised" ? "wilson" : name;

const clustersOfKind = {
  wilson: "vote",
  "by-rater": "rater",
  "by-prompt": "prompt",
  "two-way": "two-way",
} as const satisfies Record<ShareKind, ResampledKind>;

function checkColumns({ raters, prompts }: VoteTable, kind: ResampledKind): void {
  const missing = [
    ...(raters === undefined && (kind === "rater" || kind === "two-way") ? ["rater"] : []),
    ...(prompts === undefined && (kind === "prompt" || kind === "two-way") ? ["prompt"] : []),
  ];
  if (missing.length > 0)
    throw new KnownError("input", `missing column: ${missing.join(", ")}, for --interval`, {
      hint: "--interval wilson takes votes as independent, and says so",
    });
}
