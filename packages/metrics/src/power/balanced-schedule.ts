import { at } from "@pairlab/domain/at";
import { createRng, shuffled } from "@pairlab/domain/random";

/** One trial of a planned study. */
export interface PlannedTrial {
  /** Place in the list of pairs. */
  pair: number;
  prompt: string;
  aIsLeft: boolean;
}

/** The trials of each rater, in the order of the raters: a smaller study is its beginning. */
export type Schedule = readonly (readonly PlannedTrial[])[];

/**
 * Trials dealt out evenly: every pair on every prompt once before any comes again, in an order drawn anew each
 * round, sides in turn. A rater meets a pair on a prompt at most once while there are others.
 *
 * Throws: RangeError unless there are pairs, prompts and raters, and a rater has no more trials than there are
 *         pairs on prompts.
 */
export function balancedSchedule(
  {
    pairs,
    prompts,
    raters,
    votesPerRater,
  }: Record<"pairs" | "prompts" | "raters" | "votesPerRater", number>,
  seed: number,
): PlannedTrial[][] {
  const tasks = pairs * prompts;
  if (!(tasks > 0 && raters > 0 && votesPerRater > 0 && votesPerRater <= tasks))
    throw new RangeError(`balancedSchedule: ${votesPerRater} trials of ${tasks} tasks`);
  const all = Array.from({ length: tasks }, (_, task) => task);
  let round = 0;
  let left: number[] = [];
  const shown = new Array<number>(tasks).fill(0);
  return Array.from({ length: raters }, (_, rater) => {
    const own: number[] = [];
    while (own.length < votesPerRater) {
      if (left.length === 0) {
        left = shuffled(all, createRng(seed, "power schedule", round));
        round += 1;
      }
      const next = left.findIndex((task) => !own.includes(task));
      // What is left of a round was all seen by this rater: a new round begins behind it.
      if (next < 0) left = [...left, ...shuffled(all, createRng(seed, "power schedule", round++))];
      else own.push(...left.splice(next, 1));
    }
    return own.map((task, place) => {
      const times = at(shown, task);
      shown[task] = times + 1;
      return {
        pair: task % pairs,
        prompt: `p${Math.floor(task / pairs)}`,
        aIsLeft: (times + task + place + rater) % 2 === 0,
      };
    });
  });
}
