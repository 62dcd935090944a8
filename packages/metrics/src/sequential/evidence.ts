import type { Note } from "@pairlab/domain/result";
import type { Evidence } from "@pairlab/domain/stopping";
import { insufficient, ok } from "../result.ts";
import {
  confidenceSequence,
  logEvidence,
  type Mixture,
  votesForHalfWidth,
} from "./confidence-sequence.ts";

export interface EvidenceOptions {
  p0: number;
  level: number;
  mixture: Mixture;
  /** Forecast the votes until the interval is as narrow. */
  halfWidth?: number | undefined;
}

const independent: Note = {
  code: "iidAssumed",
  text: "votes are taken as independent: with raters or prompts that come again this looks surer than it is",
};

/**
 * What k of n independent votes say of a share, whenever one looks.
 *
 * Source: the beta-binomial mixture martingale, as in `confidenceSequence`.
 */
export function evidence(
  wins: number,
  n: number,
  { p0, level, mixture, halfWidth }: EvidenceOptions,
): Evidence {
  const share = n === 0 ? insufficient("no votes", 0, 1) : ok(wins / n);
  const votes =
    share.status === "ok" && halfWidth !== undefined
      ? votesForHalfWidth(share.value, halfWidth, level, mixture)
      : share;
  return {
    wins,
    n,
    share,
    p0,
    level,
    mixture,
    logEvidence: logEvidence(wins, n, p0, mixture),
    interval: confidenceSequence(wins, n, level, mixture),
    ...(halfWidth === undefined ? {} : { target: { halfWidth, votes } }),
    notes: [independent],
  };
}
