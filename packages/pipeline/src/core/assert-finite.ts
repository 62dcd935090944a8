import { KnownError } from "@pairlab/domain/errors";

/** Throws: KnownError (input, NUMERIC) when there is a NaN or an infinity. `what` names the numbers. */
export function assertFinite(values: Float32Array, what: string): void {
  if (values.every(Number.isFinite)) return;
  throw new KnownError("input", `invalid numbers: NaN or infinity in ${what}`, {
    code: "NUMERIC",
    hint: "the model overflowed; a float16 decoder is a common cause",
  });
}
