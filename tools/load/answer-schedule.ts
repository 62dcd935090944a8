/** When answers are due: a pace that rises evenly to its full height, then stays. */
export interface AnswerSchedule {
  /** Answers while the pace rises. */
  warming: number;
  total: number;
  /** When an answer is due, in ms from the beginning; 0-based. */
  dueMs(answer: number): number;
}

/** `warmUpS` seconds of a rising pace, then `seconds` of `perSecond` answers a second. */
export function answerSchedule(given: {
  perSecond: number;
  seconds: number;
  warmUpS: number;
}): AnswerSchedule {
  const { perSecond, seconds, warmUpS } = given;
  // The pace is perSecond · t / warmUpS, so after t seconds perSecond · t² / (2 · warmUpS) answers are due.
  const warming = Math.round((perSecond * warmUpS) / 2);
  return {
    warming,
    total: warming + Math.round(perSecond * seconds),
    dueMs: (answer) =>
      1000 *
      (answer < warming
        ? Math.sqrt((2 * warmUpS * answer) / perSecond)
        : warmUpS + (answer - warming) / perSecond),
  };
}
