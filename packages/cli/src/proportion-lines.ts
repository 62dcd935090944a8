import type {
  PairedProportions,
  Proportion,
  ProportionDifference,
  ProportionSize,
} from "@pairlab/domain/proportion";
import { resultText } from "./result-text.ts";

const endsText = ({ lower, upper }: { lower: number; upper: number }): string =>
  `${lower.toFixed(4)} to ${upper.toFixed(4)}`;
const pText = (p: number): string => `p ${p.toPrecision(3)}`;
const named = (name: string, text: string): string => `  ${name.padEnd(26)} ${text}`;
const noteLines = (notes: Proportion["notes"]): string[] =>
  notes.map(({ text }) => `note: ${text}`);

/** One share in lines for people. */
export function proportionLines({
  wins,
  votes,
  level,
  p0,
  share,
  intervals,
  test,
  notes,
}: Proportion): string[] {
  return [
    `${wins} of ${votes} votes: ${resultText(share, (value) => value.toFixed(4))}; intervals ${100 * level} %`,
    ...(intervals.status === "ok"
      ? Object.entries(intervals.value).map(([name, ends]) => named(name, endsText(ends)))
      : []),
    ...(test.status === "ok"
      ? [`against ${p0}:`, ...Object.entries(test.value).map(([name, p]) => named(name, pText(p)))]
      : []),
    ...noteLines(notes),
  ];
}

/** Two shares in lines for people. */
export const differenceLines = (found: ProportionDifference): string[] => [
  `${found.a.wins} of ${found.a.votes} less ${found.b.wins} of ${found.b.votes}: ${resultText(found.difference, (value) => value.toFixed(4))}; intervals ${100 * found.level} %`,
  named(
    "Newcombe",
    resultText(found.intervals, ({ newcombe }) => endsText(newcombe)),
  ),
  named(
    "Wald",
    resultText(found.intervals, ({ wald }) => endsText(wald)),
  ),
  named("Fisher's exact test", resultText(found.fisherP, pText)),
  named(
    "pooled z test",
    resultText(found.pooled, ({ z, p }) => `z ${z.toFixed(3)}, ${pText(p)}`),
  ),
  ...noteLines(found.notes),
];

/** The same answers twice, in lines for people. */
export function pairedLines(found: PairedProportions): string[] {
  const { both, first, second, neither, mcnemar } = found;
  const chi = ({ statistic, p }: { statistic: number; p: number }) =>
    `chi squared ${statistic.toFixed(3)}, ${pText(p)}`;
  return [
    `both ${both}, first only ${first}, second only ${second}, neither ${neither}`,
    `first less second: ${resultText(found.difference, (value) => value.toFixed(4))} (${resultText(found.newcombe, endsText)}), ${100 * found.level} %`,
    named("McNemar", resultText(mcnemar.chiSquare, chi)),
    named("with Edwards' correction", resultText(mcnemar.corrected, chi)),
    named("exact", pText(mcnemar.exact)),
    named("mid-p", pText(mcnemar.midP)),
    ...noteLines(found.notes),
  ];
}

/** Sample sizes in lines for people. */
export function sizeLines(found: ProportionSize): string[] {
  const { p1, p0, alpha, power, oneSample, twoSamples, atVotes, clustered } = found;
  const exact = resultText(
    found.exact,
    ({ first, throughout }) => `${first}, and from ${throughout} on throughout`,
  );
  return [
    `${p1} against ${p0}, two-sided alpha ${alpha}, power ${power}:`,
    named("one sample, normal", oneSample.normal.toFixed(1)),
    named("one sample, arcsine", oneSample.arcsine.toFixed(1)),
    named("one sample, exact test", exact),
    named("two samples, normal", `${twoSamples.normal.toFixed(1)} each`),
    named("two samples, arcsine", `${twoSamples.arcsine.toFixed(1)} each`),
    ...(atVotes === undefined
      ? []
      : [
          `power of ${atVotes.votes} votes: exact test ${atVotes.exact.doubled.toFixed(4)}; as many in each of two groups ${atVotes.twoSamples.toFixed(4)}`,
        ]),
    ...(clustered === undefined
      ? []
      : [
          `${clustered.perCluster} votes a cluster, correlation ${clustered.icc}: times ${clustered.designEffect.toFixed(3)}, ${clustered.votes} votes`,
        ]),
    ...noteLines(found.notes),
  ];
}
