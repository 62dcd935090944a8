/** What SQLite answers to `PRAGMA synchronous` where each commit waits for the disk: 2, FULL, or 3, EXTRA. */
export function isFullySynced(answer: unknown): boolean {
  const level = typeof answer === "object" && answer && Reflect.get(answer, "synchronous");
  return Number(level) >= 2;
}
