/** Times of a piece of work and of a yardstick, taken turn by turn in one process. */
export interface TimedPair {
  medianMs: number;
  /** Median over the rounds of work's time by the yardstick's: what survives another machine. */
  medianRatio: number;
}

const warmUps = 30;

/** Work and yardstick in turns, so that whatever else the machine does falls on both. */
export function timedPair(
  work: () => unknown,
  yardstick: () => unknown,
  rounds: number,
): TimedPair {
  for (let i = 0; i < warmUps; i += 1) {
    work();
    yardstick();
  }
  const times = Array.from({ length: rounds }, () => {
    const ms = elapsedMs(work);
    return { ms, ratio: ms / elapsedMs(yardstick) };
  });
  return {
    medianMs: median(times.map(({ ms }) => ms)),
    medianRatio: median(times.map(({ ratio }) => ratio)),
  };
}

function elapsedMs(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
