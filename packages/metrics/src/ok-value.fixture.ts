import type { Result } from "@pairlab/domain/result";

/** The value of a result that a test expects to have one; an error with its reason otherwise. */
export function okValue<T>(result: Result<T>): T {
  if (result.status !== "ok") throw new Error(`${result.status}: ${result.reason}`);
  return result.value;
}
