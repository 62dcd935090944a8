import type { Interval } from "@pairlab/domain/interval";
import type { Plan } from "@pairlab/domain/plan";
import type { Result } from "@pairlab/domain/result";

/** A space that never ends a line. */
export const gap = "\u00a0";

/** Decimals that show two significant digits of an interval's width: none from 10 up, never over 2. */
export function decimalsFor(width: number): number {
  if (!(width > 0)) return 0;
  const size = Math.floor(Math.log10(width) + 1e-9); // 100 · (0.65 − 0.55) is a little under 10
  return Math.min(2, Math.max(0, 1 - size));
}

const intervalDecimals = ({ lower, upper }: Interval): number => decimalsFor(100 * (upper - lower));

/** A share as percent: `68 %`. */
export const percent = (share: number, decimals = 0): string =>
  `${percentNumber(share, decimals)}${gap}%`;

/** Halves go to the even digit: the shares of two arms then add up to 100 in print as well. */
function percentNumber(share: number, decimals: number): string {
  const scaled = 100 * share * 10 ** decimals;
  const below = Math.floor(scaled);
  const isHalf = Math.abs(scaled - below - 0.5) < 1e-9;
  const rounded = isHalf ? below + (below % 2) : Math.round(scaled);
  return (rounded / 10 ** decimals).toFixed(decimals);
}

/** The ends of a share's interval as percent: `61–75 %`. */
export function percentRange(interval: Interval): string {
  const decimals = intervalDecimals(interval);
  return `${percentNumber(interval.lower, decimals)}–${percent(interval.upper, decimals)}`;
}

/** A share with as many digits as its interval supports. */
export const percentWithin = (share: number, interval: Interval): string =>
  percent(share, intervalDecimals(interval));

/** A share with its interval: `68 % (61–75 %)`. */
export const shareWithInterval = (share: number, interval: Interval): string =>
  `${percentWithin(share, interval)} (${percentRange(interval)})`;

/** The level of an interval: `95 %`. */
export const levelText = (level: number): string => `${Number((100 * level).toFixed(2))}${gap}%`;

/** Seconds with two significant digits: `0.11 s`, `2.1 s`, `12 s`. */
export function secondsText(seconds: number): string {
  let decimals = 2;
  if (seconds >= 10) decimals = 0;
  else if (seconds >= 1) decimals = 1;
  return `${seconds.toFixed(decimals)}${gap}s`;
}

/** A whole number, in groups of three from five digits up: `9999`, `12 345`. */
export const countText = (count: number): string =>
  count < 10_000 ? String(count) : String(count).replaceAll(/\B(?=(\d{3})+$)/g, gap);

/** A count with its noun: `1 vote`, `2 votes`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)}${gap}${count === 1 ? one : many}`;

const intervalNames = {
  wilson: "Wilson, votes taken as independent",
  "two-way": "clustered by prompt and rater",
  "by-rater": "clustered by rater",
  "by-prompt": "clustered by prompt",
  "clopper-pearson": "Clopper–Pearson on the number of clusters",
  "cluster-bootstrap": "cluster bootstrap",
} as const satisfies Record<Interval["kind"], string>;

/** How an interval was made, in words. */
export const intervalName = (kind: Interval["kind"]): string => intervalNames[kind];

/** The plan's primary interval, in words. */
export function primaryIntervalName(plan: Plan): string {
  if (plan.interval === "wilson") return intervalNames.wilson;
  return {
    "raters-and-prompts-like-these": intervalNames["two-way"],
    "raters-like-these": intervalNames["by-rater"],
    "prompts-like-these": intervalNames["by-prompt"],
  }[plan.estimand];
}

/** Why there is no number. */
export function wordsFor(result: Exclude<Result<unknown>, { status: "ok" }>): string {
  if (result.status === "insufficient")
    return `too little data: ${result.reason} (${result.have} of ${result.need})`;
  return result.status === "undetermined"
    ? `undetermined: ${result.reason}`
    : `no number: ${result.reason}`;
}

/** What a rater is called: made-up raters are never called people. */
export const raterNoun = (mode: "live" | "simulated"): { one: string; many: string } =>
  mode === "live"
    ? { one: "person", many: "people" }
    : { one: "simulated rater", many: "simulated raters" };
