import type { Size } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { LoadedModel } from "./loaded-model.ts";

/** A picture's size in latents. Throws: KnownError (input, REQ_SIZE) when it isn't a whole number of them. */
export function latentSize({ vaeScale }: Pick<LoadedModel, "vaeScale">, size: Size): Size {
  if (size.height % vaeScale === 0 && size.width % vaeScale === 0)
    return { height: size.height / vaeScale, width: size.width / vaeScale };
  throw new KnownError("input", `invalid size: ${size.width} × ${size.height}`, {
    code: "REQ_SIZE",
    hint: `width and height are multiples of ${vaeScale}`,
  });
}
