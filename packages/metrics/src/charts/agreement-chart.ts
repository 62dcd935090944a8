import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { originOf } from "./headings.ts";
import { type IntervalRow, intervalRows } from "./interval-rows.ts";
import type { Picture } from "./picture.ts";
import { colors } from "./theme.ts";
import { countText, levelText, wordsFor } from "./wording.ts";

type Agreement = QuestionResult["robustness"]["agreement"];
type Known = Extract<Agreement, { status: "ok" }>["value"];

/** Krippendorff's alpha of each question with its interval, against chance. */
export function agreementPicture(summary: Summary): Picture {
  const found = summary.questions.map(({ title, robustness }) => ({
    title,
    agreement: robustness.agreement,
  }));
  const level = levelText(summary.plan.level);
  return intervalRows(originOf(summary), {
    name: "agreement",
    kind: "Agreement",
    title: titleOf(found),
    subtitle: `Krippendorff's alpha (nominal) over pairs on prompts, with ${level} bootstrap intervals over them; 0 is what chance makes, 1 is perfect.`,
    footer:
      "Filled: the interval leaves out 0; hollow: it doesn't. Preferences differ between people: a low alpha is no fault of theirs, and no ground to leave anybody out.",
    head: "question",
    rows: found.map(({ title, agreement }) => rowOf(title, agreement)),
    columns: [
      { head: `alpha (${level} interval)`, px: 600, align: "left", width: 24 },
      { head: "units", px: 820, align: "right", width: 10 },
      { head: "votes", px: 884, align: "right", width: 10 },
    ],
    axis: { ...axisOf(found.map(({ agreement }) => agreement)), title: "Krippendorff's alpha" },
    ends: ["less than chance", "perfect"],
    reference: 0,
    right: 320,
    table: {
      caption: "Agreement: Krippendorff's alpha",
      columns: [
        { head: "Question" },
        { head: `Alpha (${level} interval)`, numeric: true },
        { head: "Units with two votes", numeric: true },
        { head: "Votes on them", numeric: true },
      ],
      rows: found.map(({ title, agreement }) =>
        agreement.status === "ok"
          ? [
              title,
              alphaText(agreement.value),
              countText(agreement.value.units),
              countText(agreement.value.votes),
            ]
          : [title, wordsFor(agreement), "none", "none"],
      ),
    },
  });
}

const number = (value: number): string => value.toFixed(2).replace("-", "\u2212");

/** Alpha with its interval: `0.21 (0.08 to 0.33)`. */
export function alphaText({ alpha, interval }: Known): string {
  if (interval.status !== "ok") return `${number(alpha)}; no interval: ${wordsFor(interval)}`;
  return `${number(alpha)} (${number(interval.value.lower)} to ${number(interval.value.upper)})`;
}

function rowOf(title: string, agreement: Agreement): IntervalRow {
  if (agreement.status !== "ok")
    return { label: title, values: [], words: wordsFor(agreement), cells: [] };
  const { alpha, interval, units, votes } = agreement.value;
  const ends = interval.status === "ok" ? interval.value : undefined;
  const clear = ends !== undefined && (ends.lower > 0 || ends.upper < 0);
  return {
    label: title,
    values: [
      {
        value: alpha,
        ...(ends === undefined ? {} : { interval: ends }),
        color: clear ? colors.blue : colors.quiet,
        pointStyle: "circle",
        filled: clear,
      },
    ],
    words: "",
    cells: [alphaText(agreement.value), countText(units), countText(votes)],
  };
}

function axisOf(found: readonly Agreement[]): { min: number; max: number; step: number } {
  const lows = found.flatMap((one) => {
    if (one.status !== "ok") return [];
    const { alpha, interval } = one.value;
    return [alpha, ...(interval.status === "ok" ? [interval.value.lower] : [])];
  });
  const least = Math.min(-0.2, ...lows);
  return { min: Math.floor(least * 5 + 1e-9) / 5, max: 1, step: 0.2 };
}

/** The finding: in how many questions raters agree more than chance makes. */
function titleOf(found: readonly { agreement: Agreement }[]): string {
  const known = found.flatMap(({ agreement }) =>
    agreement.status === "ok" && agreement.value.interval.status === "ok"
      ? [agreement.value.interval.value]
      : [],
  );
  if (known.length === 0) return "Agreement: too little data for any interval";
  const above = known.filter(({ lower }) => lower > 0).length;
  if (above === 0) return "Agreement: no more than chance makes, as far as these votes tell";
  return known.length === 1
    ? "Agreement: raters agree more than by chance"
    : `Agreement: raters agree more than by chance in ${above} of ${known.length} questions`;
}
