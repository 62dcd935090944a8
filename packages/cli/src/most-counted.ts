/** Votes that exact tests enumerate in about a second. */
export const mostCounted = 1_000_000;
