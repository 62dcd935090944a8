import type { RefusalCode } from "./refusal-code.ts";

/** A request that was refused, as far as it is recorded. */
export interface Refused {
  /** Empty: no study is known. */
  studyId: string;
  code: RefusalCode;
  at: Date;
  /** The session whose signed cookie came with it. */
  sessionId: string | undefined;
}

/** Refused requests that wait to be written: numbers, and the latest. */
export interface RefusalBatch {
  counts: Map<
    string,
    { studyId: string; day: string; code: RefusalCode; count: number; lastAt: Date }
  >;
  latest: Refused[];
}

/** As many of a study's refused requests are kept one by one. */
export const refusalsKept = 100;
/** As many different numbers wait at most; names of studies come from outside until they are looked up. */
export const mostCounts = 1000;

export const emptyBatch = (): RefusalBatch => ({ counts: new Map(), latest: [] });

/** Adds a refused request. However many come, a batch stays small. */
export function addRefused(batch: RefusalBatch, refused: Refused): void {
  const day = refused.at.toISOString().slice(0, 10);
  const { code, at } = refused;
  const nameOf = (studyId: string) => `${studyId} ${day} ${code}`;
  const isRoom = batch.counts.size < mostCounts || batch.counts.has(nameOf(refused.studyId));
  const studyId = isRoom ? refused.studyId : "";
  const count = (batch.counts.get(nameOf(studyId))?.count ?? 0) + 1;
  batch.counts.set(nameOf(studyId), { studyId, day, code, count, lastAt: at });
  batch.latest.push({ ...refused, studyId });
  if (batch.latest.length > refusalsKept) batch.latest.shift();
}
