import { KnownError } from "@pairlab/domain/errors";
import { PowerDesign } from "@pairlab/domain/power-design";
import type { PowerEstimate } from "@pairlab/domain/power-estimate";
import { studyVotes } from "@pairlab/metrics/between-studies/study-votes";
import { pilotSpreads } from "@pairlab/metrics/power/pilot-spreads";
import type { VoteTable } from "@pairlab/metrics/votes/vote-table";
import type { z } from "zod";

/** A design whose spreads a pilot says. */
export const UnspreadDesign = PowerDesign.partial({ promptSd: true, raterSd: true });
export type UnspreadDesign = z.infer<typeof UnspreadDesign>;

/**
 * The design with the spreads of prompts and raters that a pilot's votes show, pair by pair: the root mean
 * square of those that could be estimated.
 *
 * Throws: KnownError (input) when no pair of the design could be, or the file doesn't say whose votes they are.
 */
export function pilotDesign(
  design: UnspreadDesign,
  table: VoteTable,
): { design: PowerDesign; pilot: NonNullable<PowerEstimate["pilot"]> } {
  if (table.raters === undefined || table.prompts === undefined)
    throw new KnownError("input", "missing column: rater or prompt, for --pilot", {
      hint: "spreads of raters and prompts need both columns",
    });
  const { votes } = studyVotes(table);
  const pilot = design.pairs.map(({ a, b }) => {
    const [i, j] = a < b ? [a, b] : [b, a];
    const own = votes
      .filter((vote) => vote.i === i && vote.j === j)
      .map(({ score, prompt = "", rater = "" }) => ({
        a: 0,
        b: 1,
        score,
        aIsLeft: true,
        prompt,
        rater,
      }));
    return { a, b, spreads: pilotSpreads(own) };
  });
  const found = pilot.flatMap(({ spreads }) => (spreads.status === "ok" ? [spreads.value] : []));
  const [first] = pilot;
  if (found.length === 0)
    throw new KnownError(
      "input",
      `invalid pilot: ${first !== undefined && first.spreads.status !== "ok" ? first.spreads.reason : "no votes"}`,
      { hint: "type promptSd and raterSd in the design instead: assumptions, printed as such" },
    );
  const meanSquare = (of: "promptSd" | "raterSd") =>
    Math.sqrt(found.reduce((sum, spreads) => sum + spreads[of] ** 2, 0) / found.length);
  return {
    design: { ...design, promptSd: meanSquare("promptSd"), raterSd: meanSquare("raterSd") },
    pilot,
  };
}
