/** How long to wait before sending an answer again: 0.5 s, doubling, at most 8 s. */
export const retryDelayMs = (attempt: number): number => Math.min(8000, 500 * 2 ** attempt);
