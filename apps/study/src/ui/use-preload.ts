import { useCallback, useEffect, useMemo, useState } from "react";
import type { Side } from "../core/blinding.ts";
import type { TrialView } from "../core/trial-view.ts";
import type { LoadOutcome } from "./pair-image.tsx";

/** How far the two pictures of a trial have come. */
export interface PairLoad {
  attempt: number;
  left?: LoadOutcome;
  right?: LoadOutcome;
}

export interface Preload {
  /** The trials whose pictures should be in the page now, in their order. */
  wanted: readonly TrialView[];
  loadOf(index: number): PairLoad;
  settle(index: number, side: Side, outcome: LoadOutcome): void;
  retry(index: number): void;
}

const untouched: PairLoad = { attempt: 0 };

/** Whether both pictures can be shown in the same frame. */
export const isReady = ({ left, right }: PairLoad): boolean =>
  left?.status === "ready" && right?.status === "ready";

const has = ({ left, right }: PairLoad, status: LoadOutcome["status"]): boolean =>
  left?.status === status || right?.status === status;

/** Whether one of the two pictures won't come, or is long in coming: people are told, and may leave the pair. */
export const isMissing = (load: PairLoad): boolean => has(load, "failed") || has(load, "late");

const isFailed = (load: PairLoad): boolean => has(load, "failed");

/** A pair that is asked for again. */
const anew = ({ attempt }: PairLoad): PairLoad => ({ attempt: attempt + 1 });

/**
 * Loads the current pair first and each next pair once the one before it is there: two pictures at a time. The
 * pair that Undo would bring back stays, or comes last where a reload has dropped it.
 *
 * What failed is tried anew with each next pair and each reply of the server (both change the
 * arguments): a pair that didn't come while the connection was away isn't a pair that can't come. What is only late
 * goes on loading, and is shown when it comes: on a slow connection beginning again would never end.
 */
export function usePreload(
  trials: readonly TrialView[],
  current: number,
  canUndo: boolean,
): Preload {
  const [loads, setLoads] = useState<ReadonlyMap<number, PairLoad>>(new Map());
  const change = useCallback((index: number, to: (load: PairLoad) => PairLoad) => {
    setLoads((before) => new Map(before).set(index, to(before.get(index) ?? untouched)));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: their change is the occasion
  useEffect(() => {
    setLoads((before) =>
      [...before.values()].some(isFailed)
        ? new Map([...before].map(([index, load]) => [index, isFailed(load) ? anew(load) : load]))
        : before,
    );
  }, [trials, current]);
  const loadOf = useCallback((index: number) => loads.get(index) ?? untouched, [loads]);
  const wanted = useMemo(() => {
    const ahead = trials.filter(({ index }) => index >= current);
    const behind = trials.filter(({ index }) => canUndo && index === current - 1);
    const inTurn = [...ahead, ...behind];
    const next = inTurn.find(({ index }) => !isReady(loadOf(index)));
    return inTurn
      .filter((trial) => trial === next || isReady(loadOf(trial.index)))
      .toSorted((one, other) => one.index - other.index);
  }, [trials, current, canUndo, loadOf]);
  return {
    wanted,
    loadOf,
    settle: (index, side, outcome) => change(index, (load) => ({ ...load, [side]: outcome })),
    retry: (index) => change(index, (load) => (isMissing(load) ? anew(load) : load)),
  };
}
