import type { PublishedResult, Summary } from "@pairlab/domain/summary";
import { normalQuantile } from "../special/normal.ts";
import { wilsonInterval } from "../wilson-interval.ts";
import { armLabels } from "./arm-labels.ts";
import { originOf } from "./headings.ts";
import { type DrawnValue, type IntervalRow, intervalRows } from "./interval-rows.ts";
import type { Picture } from "./picture.ts";
import { colors } from "./theme.ts";
import { gap, levelText, percentRange, shareWithInterval, wordsFor } from "./wording.ts";

/** What others published beside this study's share of the same pair, on one axis, with the verdict. */
export function publishedPicture(summary: Summary): Picture {
  const { published, plan } = summary;
  const label = armLabels(summary.arms);
  const level = levelText(plan.level);
  const nameOf = ({ claim }: PublishedResult): string =>
    `${label(claim.a)} over ${label(claim.b)}, ${questionTitle(summary, claim.questionId)}`;
  return intervalRows(originOf(summary), {
    name: "published-and-ours",
    kind: "Published and ours",
    title: titleOf(published),
    subtitle: `Share of votes for the first-named arm. Blue circle: this study, clustered ${level} interval. Orange diamond: published, with its own error where known.`,
    footer:
      "Pale band: the margin of the plan around the published value. A value recalled from memory, and one that was never published as a number, isn't drawn.",
    head: "pair and question",
    rows: published.map((result) => rowOf(result, nameOf(result), plan.level)),
    columns: [
      { head: `ours (${level} interval)`, px: 560, align: "left", width: 18 },
      { head: "published", px: 690, align: "left", width: 18 },
      { head: "verdict", px: 812, align: "left", width: 12 },
    ],
    axis: { min: 0, max: 100, step: 25, title: "share of votes for the first-named arm, %" },
    ends: ["second preferred", "first preferred"],
    reference: 50,
    right: 356,
    table: {
      caption: "Published claims and this study",
      columns: [
        { head: "Claim" },
        { head: "Pair" },
        { head: `Ours (${level} interval)`, numeric: true },
        { head: "Published", numeric: true },
        { head: "Kind" },
        { head: "Difference (90 % interval)", numeric: true },
        { head: "Margin", numeric: true },
        { head: "Verdict" },
        { head: "Their direction" },
        { head: "Source, entered by" },
      ],
      rows: published.map((result) => [
        result.claim.claim,
        nameOf(result),
        oursText(result),
        theirsText(result, plan.level),
        result.claim.kind,
        differenceText(result),
        result.claim.margin === undefined ? "none" : `± ${points(result.claim.margin)}`,
        result.verdict,
        result.direction ?? "none claimed",
        `${result.claim.source}; ${result.claim.enteredBy}`,
      ]),
    },
  });
}

const questionTitle = ({ questions }: Summary, questionId: string): string =>
  questions.find(({ id }) => id === questionId)?.title ?? questionId;

function rowOf(result: PublishedResult, label: string, level: number): IntervalRow {
  const { claim, ours } = result;
  const drawn: DrawnValue[] = [];
  if (ours.status === "ok") {
    const { share, interval } = ours.value;
    drawn.push(drawnShare(share, interval, colors.blue, "circle", true));
  }
  const theirs = drawnValue(result);
  if (theirs !== undefined)
    drawn.push(drawnShare(theirs, theirsEnds(result, level), colors.vermilion, "rectRot", false));
  const { margin } = claim;
  const band =
    theirs === undefined || margin === undefined
      ? undefined
      : {
          lower: Math.max(0, 100 * (theirs - margin)),
          upper: Math.min(100, 100 * (theirs + margin)),
        };
  return {
    label,
    values: drawn,
    words: oursText(result),
    cells: [oursText(result), theirsText(result, level), verdictText(result)],
    ...(band === undefined ? {} : { band }),
  };
}

function drawnShare(
  share: number,
  ends: { lower: number; upper: number } | undefined,
  color: string,
  pointStyle: DrawnValue["pointStyle"],
  filled: boolean,
): DrawnValue {
  const look = { value: 100 * share, color, pointStyle, filled };
  return ends === undefined
    ? look
    : { ...look, interval: { lower: 100 * ends.lower, upper: 100 * ends.upper } };
}

/** Their value where it may be drawn: never one from memory. */
const drawnValue = ({ claim }: PublishedResult): number | undefined =>
  claim.kind === "recalled" ? undefined : (claim.value ?? undefined);

/** Their interval: of their votes, their standard error, or how far a reading can be off. */
function theirsEnds(
  { claim }: PublishedResult,
  level: number,
): { lower: number; upper: number } | undefined {
  const { value, n, standardError, digitisationHalfWidth } = claim;
  if (value === null) return undefined;
  if (standardError === undefined && n !== undefined) return wilsonInterval(value, n, level);
  const half =
    standardError === undefined
      ? digitisationHalfWidth
      : normalQuantile((1 + level) / 2) * standardError;
  if (half === undefined) return undefined;
  return { lower: Math.max(0, value - half), upper: Math.min(1, value + half) };
}

const oursText = ({ ours }: PublishedResult): string =>
  ours.status === "ok" ? shareWithInterval(ours.value.share, ours.value.interval) : wordsFor(ours);

function theirsText(result: PublishedResult, level: number): string {
  const { claim } = result;
  if (claim.value === null) return "no number";
  if (claim.kind === "recalled") return `${exactly(claim.value)}, recalled`;
  const ends = theirsEnds(result, level);
  const value = exactly(claim.value);
  return ends === undefined
    ? `${value}, no error`
    : `${value} (${percentRange({ kind: "wilson", level, ...ends })})`;
}

/** The verdict in the picture: where there is no number, the one on their direction. */
function verdictText({ verdict, direction }: PublishedResult): string {
  if (verdict !== "not published as numbers" || direction === undefined) return verdict;
  return `direction ${direction}`;
}

/** A published value keeps the digits it was published with. */
const exactly = (share: number): string => `${Number((100 * share).toFixed(4))}${gap}%`;

const points = (share: number): string => `${Number((100 * share).toFixed(1))} points`;
const signed = (share: number): string => (100 * share).toFixed(1).replace("-", "\u2212");

function differenceText({ difference }: PublishedResult): string {
  if (difference === undefined) return "none";
  const { value, ninety } = difference;
  return `${signed(value)} (${signed(ninety.lower)} to ${signed(ninety.upper)}) points`;
}

/** The finding: how the numbers that can be compared came out. */
function titleOf(published: readonly PublishedResult[]): string {
  const count = (verdict: PublishedResult["verdict"]): number =>
    published.filter((result) => result.verdict === verdict).length;
  const compared = (["reproduced", "differs", "inconclusive"] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  if (compared.length === 0)
    return "Published and ours: there is no published number to compare with";
  return `Published and ours: ${compared.join(", ")} of ${published.length} claims`;
}
