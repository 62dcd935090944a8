import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import type { Mark } from "./picture.ts";
import { colors, pictureWidth, textMark } from "./theme.ts";
import { counted, raterNoun } from "./wording.ts";
import { wrapped } from "./wrapped.ts";

/** The words around a plot with the room they take, in pixels. */
export interface Headings {
  marks: Mark[];
  topPx: number;
  bottomPx: number;
}

const titleLinePx = 24;
const subtitleLinePx = 18;
const footerLinePx = 16;
const stampPx = 26;
const edgePx = 16;

/** Where a picture's numbers come from: a line for its foot, and a strip for what nobody may overlook. */
export interface Origin {
  text: string;
  stamp?: { text: string; fill: string };
}

/** The origin of a study's numbers: no picture of simulated votes, or of a preliminary result, goes without a strip. */
export function originOf(summary: Summary): Origin {
  const stamp = stampOf(summary);
  return { text: provenance(summary), ...(stamp === undefined ? {} : { stamp }) };
}

/** Title, subtitle, footer, and the strip across the top where there is one. */
export function headings(
  { text: originText, stamp }: Origin,
  { title, subtitle, footer }: { title: string; subtitle: string; footer: string },
  heightBelowTop: (topPx: number) => number,
): Headings & { height: number } {
  const titleLines = wrapped(title, 94);
  const subtitleLines = wrapped(subtitle, 140);
  const footerLines = wrapped(`${footer} ${originText}`, 176);
  const titleTop = (stamp === undefined ? 0 : stampPx) + edgePx;
  const subtitleTop = titleTop + titleLines.length * titleLinePx + 2;
  const topPx = subtitleTop + subtitleLines.length * subtitleLinePx + 10;
  const bottomPx = footerLines.length * footerLinePx + 18;
  const height = heightBelowTop(topPx) + bottomPx;
  const lines = (texts: string[], top: number, linePx: number, style: object): Mark[] =>
    texts.map((text, i) => textMark({ px: edgePx }, { px: top + (i + 0.5) * linePx }, text, style));
  const marks: Mark[] = [
    ...(stamp === undefined ? [] : stampMarks(stamp)),
    ...lines(titleLines, titleTop, titleLinePx, { sizePx: 18, bold: true }),
    ...lines(subtitleLines, subtitleTop, subtitleLinePx, { color: colors.quiet }),
    ...lines(footerLines, height - bottomPx + 6, footerLinePx, { sizePx: 11, color: colors.quiet }),
  ];
  return { marks, topPx, bottomPx, height };
}

/** The data behind a question's picture: `432 votes, 36 people, 36 prompts`. */
export function sampleText(summary: Summary, n: QuestionResult["n"]): string {
  const noun = raterNoun(summary.study.mode);
  return `${counted(n.votes, "vote")}, ${counted(n.raters, noun.one, noun.many)}, ${counted(n.prompts, "prompt")}`;
}

function provenance(summary: Summary): string {
  const left = summary.counts.leftOut.reduce((sum, { votes }) => sum + votes, 0);
  const missing =
    left === 0
      ? "All planned votes are in."
      : `${counted(left, "planned vote")} ${left === 1 ? "isn't" : "aren't"} in.`;
  return `${missing} Data: votes.csv, SHA-256 ${summary.votesSha256.slice(0, 12)}.`;
}

function stampOf(summary: Summary): Origin["stamp"] | undefined {
  const preliminary = summary.preliminary.length > 0;
  if (summary.study.mode === "simulated")
    return {
      text: `Simulated votes: no people took part${preliminary ? " · preliminary" : ""}`,
      fill: colors.simulated,
    };
  return preliminary
    ? { text: "Preliminary: the report says why", fill: colors.preliminary }
    : undefined;
}

function stampMarks({ text, fill }: { text: string; fill: string }): Mark[] {
  return [
    {
      kind: "rect",
      layer: "over",
      from: { x: { px: 0 }, y: { px: 0 } },
      to: { x: { px: pictureWidth }, y: { px: stampPx } },
      fill,
      stroke: "",
      dashPx: [],
    },
    textMark({ px: edgePx }, { px: stampPx / 2 }, text, { bold: true, color: "#ffffff" }),
  ];
}
