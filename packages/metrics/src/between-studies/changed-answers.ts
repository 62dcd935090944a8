import type { Result } from "@pairlab/domain/result";
import { insufficient, ok } from "../result.ts";
import { mcnemarTest } from "../tests-of-shares/mcnemar-test.ts";
import type { StudyVote } from "./pair-differences.ts";

export interface ChangedAnswers {
  /** Decisive answers that the same rater gave on the same prompt in both files. */
  answered: number;
  /** From j in the first file to i in the second, and the other way. */
  toI: number;
  toJ: number;
  /** McNemar's exact test, two-sided: answers taken as independent, so secondary. */
  exactP: number;
}

/**
 * How answers of the same raters on the same prompts changed from one file to the other.
 *
 * Source: McNemar 1947, exact.
 * Shape:  votes of one pair; a rater who answered more than once on a prompt in a file is left out.
 * Result: "insufficient" when nobody answered in both files, or the files don't say who did.
 */
export function changedAnswers(
  first: readonly StudyVote[],
  second: readonly StudyVote[],
): Result<ChangedAnswers> {
  const [one, other] = [answers(first), answers(second)];
  let [answered, toI, toJ] = [0, 0, 0];
  for (const [key, before] of one) {
    const after = other.get(key);
    if (before === undefined || after === undefined || before === 0.5 || after === 0.5) continue;
    answered += 1;
    if (after > before) toI += 1;
    if (after < before) toJ += 1;
  }
  if (answered === 0) return insufficient("nobody answered decisively in both files", 0, 1);
  return ok({ answered, toI, toJ, exactP: mcnemarTest(toI, toJ).exact });
}

/** The score by rater and prompt; undefined for one who answered there more than once. */
function answers(votes: readonly StudyVote[]): Map<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  for (const { rater, prompt, score, weight } of votes) {
    if (rater === undefined || prompt === undefined) continue;
    const key = JSON.stringify([rater, prompt]);
    found.set(key, found.has(key) || weight !== 1 ? undefined : score);
  }
  return found;
}
