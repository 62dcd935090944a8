import type { Attention } from "@pairlab/domain/attention";
import type { Plan } from "@pairlab/domain/plan";
import type { Vote } from "@pairlab/domain/vote";
import { clusteredShare } from "../clustered-share.ts";
import { ok } from "../result.ts";
import { carelessRaters, isFailed, withExpectation } from "./careless-raters.ts";

/**
 * What checks and controls say, over all questions: how many were failed, and how one picture twice was judged.
 *
 * Shape:  every vote of a study. Skipped ones, and those of which nobody recorded what was expected, are in no count.
 * Result: undefined where there are none; a share is "insufficient" with fewer than two raters.
 */
export function attention(
  everyVote: readonly Vote[],
  { level, extras }: Pick<Plan, "level" | "extras">,
): Attention | undefined {
  const checks = withExpectation(everyVote, "check");
  const wrongPrompt = withExpectation(everyVote, "control");
  // Where wrong prompts are planned but no vote says what was expected, the two controls can't be told apart.
  const isTold = wrongPrompt.length > 0 || (extras?.wrongPrompt ?? 0) === 0;
  const samePicture = isTold ? everyVote.filter(isOnePictureTwice) : [];
  if (checks.length + wrongPrompt.length + samePicture.length === 0) return undefined;
  const failed = (votes: readonly Vote[]) => ({
    answered: votes.length,
    failed: votes.filter(isFailed).length,
    share: share(votes, isFailed, level),
  });
  const decisive = samePicture.filter(({ choice }) => choice === "left" || choice === "right");
  return {
    ...(checks.length === 0
      ? {}
      : {
          checks: {
            ...failed(checks),
            raters: new Set(checks.map(({ raterId }) => raterId)).size,
            flagged: carelessRaters(checks).failedChecks?.size ?? 0,
          },
        }),
    ...(wrongPrompt.length === 0 ? {} : { wrongPrompt: failed(wrongPrompt) }),
    ...(samePicture.length === 0
      ? {}
      : {
          samePicture: {
            answered: samePicture.length,
            ties: samePicture.length - decisive.length,
            leftShare: share(decisive, ({ choice }) => choice === "left", level),
          },
        }),
  };
}

const isOnePictureTwice = ({ role, left, right, expected, choice }: Vote): boolean =>
  role === "control" && left === right && expected === undefined && choice !== "skip";

/** Prompts of checks are anybody's: only people are clusters. */
function share(votes: readonly Vote[], is: (vote: Vote) => boolean, level: number) {
  const scores = votes.map((vote) => Number(is(vote)));
  const clusters = votes.map(({ raterId, promptId }) => ({ rater: raterId, prompt: promptId }));
  const found = clusteredShare(scores, clusters, "raters-like-these", level);
  if (found.status !== "ok") return found;
  const sum = scores.reduce((total, score) => total + score, 0);
  return ok({ share: sum / scores.length, interval: found.value.interval }, found.notes);
}
