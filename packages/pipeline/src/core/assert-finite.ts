import { KnownError } from "@pairlab/domain/errors";
import { floatAt } from "./float-at.ts";

/** Throws: KnownError (input, NUMERIC) when there is a NaN or an infinity. `what` names the numbers. */
export function assertFinite(values: Float32Array, what: string): void {
  let distance = 0;
  for (let i = 0; i < values.length; i += 1) distance += floatAt(values, i) * 0; // NaN for what isn't finite
  if (distance === 0) return;
  throw new KnownError("input", `invalid numbers: NaN or infinity in ${what}`, {
    code: "NUMERIC",
    hint: "the model overflowed; a float16 decoder is a common cause",
  });
}
