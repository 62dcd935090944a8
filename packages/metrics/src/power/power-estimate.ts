import type { PowerDesign } from "@pairlab/domain/power-design";
import type { PowerEstimate, SchedulePower } from "@pairlab/domain/power-estimate";
import type { Result } from "@pairlab/domain/result";
import { insufficient, ok, undetermined } from "../result.ts";
import type { Schedule } from "./balanced-schedule.ts";
import { exactVotesForShare, votesForShare } from "./sample-size.ts";
import { simulatedPower } from "./simulated-power.ts";

/**
 * What a planned study can find, and the fewest raters it takes.
 *
 * Shape:  scheduleOf(n) is the schedule of n raters, of which one of fewer is the beginning; `planned` of them
 *         are in the plan, `most` is as far as the search for the smallest number goes.
 * Result: the document of `pairlab power`; "insufficient" in `smallest` when `most` raters aren't enough.
 */
export function powerEstimate(
  design: PowerDesign,
  scheduleOf: (raters: number) => Schedule,
  { planned, most }: { planned: number; most: number },
): PowerEstimate {
  const schedule = simulatedPower(scheduleOf(planned), design);
  const { secondsPerVote, pricePerVote } = design;
  return {
    status: "ok",
    schedule,
    ...(pricePerVote === undefined ? {} : { cost: schedule.votes * pricePerVote }),
    ...(secondsPerVote === undefined
      ? {}
      : { minutesPerRater: (schedule.votes / schedule.raters) * (secondsPerVote / 60) }),
    smallest: smallestSchedule(design, scheduleOf, schedule, most),
    formula: formulaOf(design),
    assumptions: design,
  };
}

/** By doubling and bisection; power rises with raters, but for noise that common random numbers keep small. */
function smallestSchedule(
  design: PowerDesign,
  scheduleOf: (raters: number) => Schedule,
  planned: SchedulePower,
  most: number,
): Result<SchedulePower> {
  if (design.pairs.some(({ share }) => share === 0.5))
    return undetermined("a true share of one half is never found");
  const at = (raters: number) => simulatedPower(scheduleOf(raters), design);
  let enough = planned;
  while (enough.weakest < design.power && enough.raters < most)
    enough = at(Math.min(most, enough.raters * 2));
  if (enough.weakest < design.power)
    return insufficient(`${most} raters reach a power of ${enough.weakest}`, most, most + 1);
  let tooFew = enough.raters <= planned.raters ? 1 : planned.raters;
  while (enough.raters - tooFew > 1) {
    const tried = at(Math.floor((enough.raters + tooFew) / 2));
    if (tried.weakest < design.power) tooFew = tried.raters;
    else enough = tried;
  }
  return ok(enough);
}

function formulaOf({ pairs, level, power }: PowerDesign): PowerEstimate["formula"] {
  const nearest = pairs.reduce(
    (one, { share }) => (Math.abs(share - 0.5) < Math.abs(one - 0.5) ? share : one),
    pairs[0]?.share ?? 0.5,
  );
  if (nearest === 0.5) return undetermined("a true share of one half is never found");
  const plan = { p1: nearest, p0: 0.5, alpha: 1 - level, power };
  return ok({ votes: votesForShare(plan), exact: exactVotesForShare(plan) }, [
    { code: "iidAssumed", text: "one hypothesis, votes of independent people" },
  ]);
}
