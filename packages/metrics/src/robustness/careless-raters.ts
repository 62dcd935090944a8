import type { Vote } from "@pairlab/domain/vote";

/** Failed checks from which on a rater is flagged: somebody right 98 % of the time fails two of four with 0.2 %. */
const failedChecksToFlag = 2;

/** Raters whom checks or controls say something of; undefined where no vote says what was expected. */
export interface CarelessRaters {
  failedChecks: ReadonlySet<string> | undefined;
  failedControls: ReadonlySet<string> | undefined;
}

/** Whether a check, or a control with a wrong prompt, was answered otherwise than expected. */
export const isFailed = ({ expected, choice }: Vote): boolean => choice !== expected;

/** Answered checks and controls of which it is known what was expected. */
export const withExpectation = (everyVote: readonly Vote[], role: "check" | "control"): Vote[] =>
  everyVote.filter(
    (vote) => vote.role === role && vote.expected !== undefined && vote.choice !== "skip",
  );

/** Who failed two checks or more, and who chose the picture of another prompt in a control. */
export function carelessRaters(everyVote: readonly Vote[]): CarelessRaters {
  const failing = (role: "check" | "control", fewest: number): Set<string> | undefined => {
    const known = withExpectation(everyVote, role);
    if (known.length === 0) return undefined;
    const counts = new Map<string, number>();
    for (const { raterId } of known.filter(isFailed))
      counts.set(raterId, (counts.get(raterId) ?? 0) + 1);
    return new Set([...counts].flatMap(([raterId, n]) => (n >= fewest ? [raterId] : [])));
  };
  return {
    failedChecks: failing("check", failedChecksToFlag),
    failedControls: failing("control", 1),
  };
}
