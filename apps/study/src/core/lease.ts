import type { Plan } from "@pairlab/domain/plan";

/** For plans that name no time of their own: longer than a break, shorter than a lost afternoon. Ours, to pilot. */
const usualIdleMinutes = 30;

/** How long a form stays with somebody who gives no sign of life. */
export const leaseIdleMs = ({ leaseIdleMinutes }: Pick<Plan, "leaseIdleMinutes">): number =>
  (leaseIdleMinutes ?? usualIdleMinutes) * 60_000;

/**
 * The signs of life that hold a form now: whoever gave none of these may lose it to somebody else.
 *
 * As far into the future as into the past: a sign given while the clock was wrong can hold a form for at most
 * twice the idle time, and a small step back takes nothing from anybody.
 */
export const holdingSigns = (nowMs: number, idleMs: number): { fromMs: number; toMs: number } => ({
  fromMs: nowMs - idleMs,
  toMs: nowMs + idleMs,
});

/** What became of somebody and their form. */
export type Standing = "no form" | "under way" | "left" | "fills" | "surplus";

interface Person {
  /** null until a form is leased. */
  leasedMs: number | null;
  finishedMs: number | null;
  /** Whether the form's votes are this person's: the first to finish it. */
  fills: boolean;
  /** Last sign of life since the lease. */
  lastSignMs: number | null;
}

/**
 * How a person stands to the study.
 *
 * Who finished a form that somebody else had finished first is surplus: paid, kept, not counted. Who is silent
 * for longer than the plan allows has left, until they come back.
 */
export function standing(person: Person, nowMs: number, idleMs: number): Standing {
  const { leasedMs, finishedMs, fills, lastSignMs } = person;
  if (leasedMs === null) return "no form";
  if (finishedMs !== null) return fills ? "fills" : "surplus";
  const { fromMs, toMs } = holdingSigns(nowMs, idleMs);
  const sign = lastSignMs ?? leasedMs;
  return sign >= fromMs && sign <= toMs ? "under way" : "left";
}
