import type { Interval } from "@pairlab/domain/interval";
import type { Result } from "@pairlab/domain/result";

const thinGap = "\u202f"; // a number and its unit stay on one line

/** `5 of 12`. */
export const partOf = (part: number, whole: number): string => `${part} of ${whole}`;

/** A share in whole per cent. Never 0 % or 100 % unless it is; a dash where there is nothing to share. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  const rounded = Math.round((100 * part) / whole);
  if (rounded === 0 && part > 0) return `< 1${thinGap}%`;
  if (rounded === 100 && part < whole) return `> 99${thinGap}%`;
  return `${rounded}${thinGap}%`;
}

/** `1.8 s`; a dash for what isn't known. */
export const seconds = (ms: number | undefined): string =>
  ms === undefined ? "–" : `${(ms / 1000).toFixed(1)} s`;

/** `3.9 min`; a dash for what isn't known. */
export const minuteWords = (minutes: number | undefined): string =>
  minutes === undefined ? "–" : `${minutes.toFixed(1)} min`;

/** `2026-01-05 09:07`, in UTC, for columns whose head says so. */
export const minuteStamp = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 16).replace("T", " ");

/** `2026-01-05 09:07 UTC`, the same on every computer. */
export const dateTime = (ms: number): string => `${minuteStamp(ms)} UTC`;

/** `09:07:59 UTC`. */
export const clockTime = (ms: number): string => `${new Date(ms).toISOString().slice(11, 19)} UTC`;

/** `1–2 s`, and `32 s or more` for the last class. */
export function timeClass(fromMs: number, toMs: number | null): string {
  const from = fromMs / 1000;
  return toMs === null ? `${from} s or more` : `${from}–${toMs / 1000} s`;
}

/** `1 person`, `2 people`. */
export const counted = (count: number, one: string, several: string): string =>
  `${count} ${count === 1 ? one : several}`;

/** `95 % interval 48–58 %`, or why there is none. */
export function intervalWords(interval: Result<Interval>): string {
  if (interval.status !== "ok") return `no interval: ${interval.reason}`;
  const { level, lower, upper } = interval.value;
  const ends = `${Math.round(100 * lower)}–${Math.round(100 * upper)}${thinGap}%`;
  return `${Number((100 * level).toFixed(2))}${thinGap}% interval ${ends}`;
}
