/** How often the pairs in hand were shown: the current one and the one that Undo brings back. */
const remembered = 2;

/**
 * Counts how often the current pair has been shown to this session, over refreshes, tabs and Undo.
 *
 * Kept in the browser under the session's reference.
 */
export function countPresentation(storageKey: string, trialIndex: number): number {
  const times = 1 + presentationsSoFar(storageKey, trialIndex);
  const others = read(storageKey).filter(([index]) => index !== trialIndex);
  const kept = [[trialIndex, times], ...others].slice(0, remembered);
  try {
    localStorage.setItem(storageKey, kept.map((one) => one.join(" ")).join(","));
  } catch {
    return times; // storage is full or switched off: the count starts anew with the next refresh
  }
  return times;
}

/** How often a pair was shown before now. */
export const presentationsSoFar = (storageKey: string, trialIndex: number): number =>
  read(storageKey).find(([index]) => index === trialIndex)?.[1] ?? 0;

function read(storageKey: string): [number, number][] {
  try {
    return (localStorage.getItem(storageKey) ?? "")
      .split(",")
      .map((one): [number, number] => {
        const [index = Number.NaN, times = 0] = one.split(" ").map(Number);
        return [index, times];
      })
      .filter(([, times]) => times > 0);
  } catch {
    return []; // storage is switched off
  }
}
