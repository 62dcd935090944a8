import type { FitDocument, FitItem } from "@pairlab/domain/fit-document";
import { normalQuantile } from "../special/normal.ts";
import { type IntervalRow, intervalRows } from "./interval-rows.ts";
import type { Picture } from "./picture.ts";
import { colors } from "./theme.ts";
import { realSteps } from "./ticks.ts";
import { counted, levelText } from "./wording.ts";

const level = 0.95;

interface Strength {
  id: string;
  value?: number;
  interval?: { lower: number; upper: number };
  /** In place of a value. */
  words: string;
  orderSd?: number;
  /** 0 by definition: its interval would say nothing. */
  isReference: boolean;
}

/**
 * The items of a fitted model from the strongest: bootstrap intervals where the fit has them, else normal ones
 * from its standard errors. Elo's spread over orders is a pale band, noise and no interval.
 */
export function strengthPicture(fit: FitDocument): Picture {
  const items = fit.items.map((item) => strengthOf(item, fit)).sort(strongestFirst);
  const isElo = fit.model === "elo";
  const unit = isElo ? "Elo points" : "log strength";
  const kinds = intervalWords(fit);
  return intervalRows(origin(fit), {
    name: `strengths-${fit.model}`,
    kind: "Strengths",
    title: titleOf(fit, items),
    subtitle: `${modelNames[fit.model]}: ${unit}${fit.reference === null ? "" : ` relative to ${fit.reference}`}, ${kinds}. ${counted(fit.n, "vote")}, ${counted(items.length, "item")}.`,
    footer: isElo
      ? "Solid bar: interval. Pale dashed band: one standard deviation over vote orders on each side, noise of the rule and no interval."
      : "An item without a number says why: it is never drawn at 0.",
    head: "item",
    rows: items.map((item) => rowOf(item, isElo)),
    columns: [{ head: `${unit} (interval)`, px: 664, align: "left", width: 34 }],
    axis: { ...realSteps(items.flatMap(valuesOf)), title: unit },
    ends: ["weaker", "stronger"],
    ...(isElo ? {} : { reference: 0 }),
    right: 256,
    table: {
      caption: `Strengths, ${modelNames[fit.model]}`,
      columns: [
        { head: "Item" },
        { head: `${isElo ? "Elo" : "Log strength"} (${kinds})`, numeric: true },
        ...(isElo ? [{ head: "SD over orders (noise)", numeric: true }] : []),
      ],
      rows: items.map((item) => [
        item.id,
        strengthText(item, isElo),
        ...(isElo ? [item.orderSd?.toFixed(1) ?? "unknown"] : []),
      ]),
    },
  });
}

const modelNames = {
  bt: "Bradley\u2013Terry",
  davidson: "Davidson",
  "rao-kupper": "Rao\u2013Kupper",
  elo: "Elo",
  "crowd-bt": "Crowd-BT",
} as const satisfies Record<FitDocument["model"], string>;

const origin = ({ notes, counts }: FitDocument) => ({
  text: `Data: ${counted(counts.votes, "vote")} of a file${notes.some(({ code }) => code === "iidAssumed") ? ", taken as independent" : ""}.`,
});

function strengthOf(item: FitItem, { model, reference }: FitDocument): Strength {
  const isReference = item.id === reference;
  const value = model === "elo" ? item.elo : item.logStrength;
  if (typeof value !== "number")
    return {
      id: item.id,
      isReference,
      words: value === undefined ? "no number" : `${value.status}: ${value.reason}`,
    };
  const ends = isReference ? undefined : endsOf(item, value);
  return {
    id: item.id,
    isReference,
    value,
    words: "",
    ...(ends === undefined ? {} : { interval: ends }),
    ...(typeof item.orderSd === "number" ? { orderSd: item.orderSd } : {}),
  };
}

function endsOf({ interval, se }: FitItem, value: number): Strength["interval"] {
  if (interval !== undefined && !("status" in interval))
    return { lower: interval.lower, upper: interval.upper };
  if (typeof se !== "number" || !(se > 0)) return undefined;
  const half = normalQuantile((1 + level) / 2) * se;
  return { lower: value - half, upper: value + half };
}

function intervalWords({ items, options }: FitDocument): string {
  const drawn = items.flatMap(({ interval }) =>
    interval === undefined || "status" in interval ? [] : [interval],
  );
  const [first] = drawn;
  if (first !== undefined)
    return `${levelText(first.level)} ${first.kind.replace("bootstrap-", "bootstrap intervals ").replace("two-way", "by prompt and rater").replace("by-", "by ")}`;
  return items.some(({ se }) => typeof se === "number")
    ? `${levelText(level)} normal intervals, standard errors ${options.se ?? "of the model"}`
    : "no intervals";
}

function rowOf(item: Strength, isElo: boolean): IntervalRow {
  if (item.value === undefined) return { label: item.id, values: [], words: item.words, cells: [] };
  const { value, interval, orderSd } = item;
  return {
    label: item.id,
    values: [
      {
        value,
        ...(interval === undefined ? {} : { interval }),
        color: colors.blue,
        pointStyle: "circle",
        filled: interval !== undefined,
      },
    ],
    words: "",
    cells: [strengthText(item, isElo)],
    ...(orderSd === undefined ? {} : { band: { lower: value - orderSd, upper: value + orderSd } }),
  };
}

function strengthText({ value, interval, words, isReference }: Strength, isElo: boolean): string {
  if (value === undefined) return words;
  if (isReference) return "0, the reference";
  const text = (number: number): string => number.toFixed(isElo ? 1 : 2).replace("-", "\u2212");
  return interval === undefined
    ? `${text(value)}, no interval`
    : `${text(value)} (${text(interval.lower)} to ${text(interval.upper)})`;
}

const valuesOf = ({ value, interval, orderSd = 0 }: Strength): number[] => [
  ...(value === undefined ? [] : [value - orderSd, value + orderSd]),
  ...(interval === undefined ? [] : [interval.lower, interval.upper]),
];

const strongestFirst = (one: Strength, other: Strength): number =>
  (other.value ?? Number.NEGATIVE_INFINITY) - (one.value ?? Number.NEGATIVE_INFINITY) || 0;

const upperOf = ({ interval, isReference }: Strength): number =>
  interval?.upper ?? (isReference ? 0 : Number.POSITIVE_INFINITY);

/** The finding: who is strongest, and whether the interval lies apart. */
function titleOf({ status, reason }: FitDocument, [first, ...others]: readonly Strength[]): string {
  if (status !== "ok" || first?.value === undefined)
    return `No common strengths: ${reason ?? status}`;
  const { interval } = first;
  if (first.isReference) return `${first.id}, the reference, is strongest`;
  if (interval === undefined) return `${first.id} is strongest; nothing says how surely`;
  const apart = others.every((other) => upperOf(other) < interval.lower);
  return `${first.id} is strongest; its interval ${apart ? "lies above all others" : "overlaps another"}`;
}
