import type { Result } from "@pairlab/domain/result";
import type { SampleSize, Summary } from "@pairlab/domain/summary";
import { counted, gap, raterNoun, wordsFor } from "@pairlab/metrics/charts/wording";

type Mode = Summary["study"]["mode"];

/** The data behind a number: `72 votes, 36 people, 36 prompts`. */
export function sampleWords(n: SampleSize, mode: Mode): string {
  return [counted(n.votes, "vote"), ratersWords(n.raters, mode), counted(n.prompts, "prompt")].join(
    ", ",
  );
}

/** `36 people`, or `36 simulated raters`. */
export function ratersWords(count: number, mode: Mode): string {
  const { one, many } = raterNoun(mode);
  return counted(count, one, many);
}

/** A result's value in words, or why there is none. */
export const resultWords = <T>(result: Result<T>, words: (value: T) => string): string =>
  result.status === "ok" ? words(result.value) : wordsFor(result);

/** A p-value: three decimals, never 0. */
export const pWords = (p: number): string => (p < 0.001 ? `<${gap}0.001` : p.toFixed(3));

/** A number with two decimals and a real minus sign. */
export const signedWords = (value: number): string => value.toFixed(2).replace("-", "\u2212");

/** The day of a moment, UTC. */
export const dayOf = (moment: string): string => moment.slice(0, 10);
