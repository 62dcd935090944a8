import type { LeakStanding } from "@pairlab/domain/leak-evidence";
import { counted, percent } from "./wording.ts";

/** What is known of leaks, as a sentence without its full stop. */
export function leakWords(standing: LeakStanding | undefined): string {
  if (standing === undefined) return "not tested";
  const { verdict, accuracy, trials, createdAt } = standing;
  const of = `${counted(trials, "pair")} served on ${createdAt.slice(0, 10)}`;
  switch (verdict) {
    case "made for other pictures":
      return `not tested: the certificate of ${createdAt.slice(0, 10)} was made for other pictures`;
    case "exact checks passed":
      return `exact checks passed; timing on this host was not tested (${of})`;
    case "at chance":
      return `leaks at chance${accuracyWords(accuracy)} (${of})`;
    case "leak found":
      return `a leak was found${accuracyWords(accuracy)} (${of})`;
  }
}

const accuracyWords = (accuracy: LeakStanding["accuracy"]): string =>
  accuracy === undefined
    ? ""
    : `: accuracy ${percent(accuracy.share, 1)}, 95\u00a0% interval ${percent(accuracy.lower, 1)} to ${percent(accuracy.upper, 1)}, ${counted(accuracy.pictures, "picture")}, by chance ${percent(accuracy.chance, 1)}`;
