import type { Diagnosis, QuestionDiagnosis } from "@pairlab/domain/diagnosis";
import type { Result } from "@pairlab/domain/result";

/** A diagnosis in lines for people. */
export function diagnosisLines({ questions, notes }: Diagnosis): string[] {
  return [...notes.map(({ text }) => text), ...questions.flatMap(questionLines)];
}

function questionLines(found: QuestionDiagnosis): string[] {
  const { question, votes, leftShare, agreement, fatigue, repeats, ties, tieModels, raters } =
    found;
  const shaky = ties.filter(({ verdictChanges }) => verdictChanges);
  const modelled = tieModels.status === "ok" ? tieModels.value : [];
  return [
    `${question === "" ? "" : `${question}: `}${votes} votes`,
    line(
      "left picture preferred",
      leftShare,
      ({ share, lower, upper }) => `${percent(share)} (${percent(lower)} to ${percent(upper)})`,
    ),
    line("lean to the left by trial", fatigue.leftShare, slopeText),
    line("ties by trial", fatigue.tieShare, slopeText),
    line(
      "repeats answered otherwise",
      repeats,
      ({ flipRate, repeats: n, sameSideRate }) =>
        `${percent(flipRate)} of ${n}, ${percent(sameSideRate)} followed the side`,
    ),
    line(
      "agreement, alpha",
      agreement,
      ({ alpha, units }) => `${alpha.toFixed(3)} over ${units} pairs on prompts`,
    ),
    ...shaky.map(({ a, b }) => `  ${a} over ${b}: the verdict depends on what a tie counts as`),
    ...modelled
      .filter(({ verdictChanges }) => verdictChanges)
      .map(({ a, b }) => `  ${a} over ${b}: the verdict depends on how ties are modelled`),
    ...(raters.length === 0 ? [] : raterLines(raters)),
  ];
}

/** Raters whose interval leaves out one half, of the side or of agreement: to look at, not to leave out. */
function raterLines(raters: QuestionDiagnosis["raters"]): string[] {
  const leaning = raters.filter(
    ({ leftShare }) =>
      leftShare.status === "ok" && (leftShare.value.lower > 0.5 || leftShare.value.upper < 0.5),
  );
  return [
    `  ${"raters".padEnd(28)} ${raters.length}, of whom ${leaning.length} lean to a side`,
    ...leaning.map(({ rater, votes, leftShare }) =>
      leftShare.status === "ok"
        ? `    ${rater}: ${percent(leftShare.value.share)} left, ${votes} votes`
        : "",
    ),
  ];
}

const slopeText = ({ value, p }: { value: number; p: number }): string =>
  `${(value * 100).toFixed(2)} points a trial, p ${p.toPrecision(2)}`;

function line<T>(name: string, result: Result<T>, text: (value: T) => string): string {
  const found = result.status === "ok" ? text(result.value) : `${result.status}: ${result.reason}`;
  return `  ${name.padEnd(28)} ${found}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
