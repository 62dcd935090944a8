import type { Result } from "@pairlab/domain/result";

/** A result in words: its value as told, or its status and reason. */
export const resultText = <T>(result: Result<T>, told: (value: T) => string): string =>
  result.status === "ok" ? told(result.value) : `${result.status}: ${result.reason}`;
