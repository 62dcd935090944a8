/**
 * Counts how often the current pair has been shown to this session, over refreshes and tabs.
 *
 * Kept in the browser under the session's reference; only the pair in hand is remembered.
 */
export function countPresentation(storageKey: string, trialIndex: number): number {
  const times = 1 + presentationsSoFar(storageKey, trialIndex);
  try {
    localStorage.setItem(storageKey, `${trialIndex} ${times}`);
  } catch {
    return times; // storage is full or switched off: the count starts anew with the next refresh
  }
  return times;
}

/** How often a pair was shown before now. */
export function presentationsSoFar(storageKey: string, trialIndex: number): number {
  try {
    const [index, times] = (localStorage.getItem(storageKey) ?? "").split(" ").map(Number);
    return index === trialIndex && times !== undefined && times > 0 ? times : 0;
  } catch {
    return 0; // storage is switched off
  }
}
