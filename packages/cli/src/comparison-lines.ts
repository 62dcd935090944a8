import type { StudyComparison } from "@pairlab/domain/study-comparison";

type Pair = StudyComparison["pairs"][number];

/** A comparison of two files in lines for people. */
export function comparisonLines(found: StudyComparison): string[] {
  const { pairs, onlyInFirst, onlyInSecond, shared, options, notes } = found;
  const lone = onlyInFirst.length + onlyInSecond.length;
  return [
    `${pairs.length} pairs in both files, ${lone} in one only; ${shared.raters} raters and ${shared.prompts} prompts shared; ${options.estimand}; p adjusted by ${options.method}`,
    ...notes.map(({ text }) => text),
    ...pairs.map(pairLine),
    ...onlyInFirst.map((pair) => `${nameOf(pair)}  only in the first file`),
    ...onlyInSecond.map((pair) => `${nameOf(pair)}  only in the second file`),
  ];
}

function pairLine(pair: Pair): string {
  const { first, second, difference } = pair;
  const shares = `${percent(first.share)} (n ${first.votes}), ${percent(second.share)} (n ${second.votes})`;
  if (difference.status !== "ok")
    return `${nameOf(pair)}  ${shares}  ${difference.status}: ${difference.reason}`;
  const { value, lower, upper, adjustedP, equivalence } = difference.value;
  const verdict =
    equivalence === undefined
      ? ""
      : `  ${equivalence.equivalent ? "equivalent" : "not shown equivalent"} within ${points(equivalence.margin)}`;
  return `${nameOf(pair)}  ${shares}  differ by ${points(value)} (${points(lower)} to ${points(upper)}), p ${adjustedP.toPrecision(2)}${verdict}`;
}

const nameOf = ({ question, i, j }: Pick<Pair, "question" | "i" | "j">): string =>
  `${question === "" ? "" : `${question}: `}${i} over ${j}`;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const points = (difference: number): string => `${(difference * 100).toFixed(1)} points`;
