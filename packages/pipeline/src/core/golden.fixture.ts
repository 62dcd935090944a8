import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";

/** A file of golden/. */
export const readGolden = <S extends z.ZodType>(schema: S, file: string): z.infer<S> =>
  schema.parse(
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../golden", file), "utf8")),
  );

/** SHA-256 of the raw bytes. */
export const sha256Of = (data: ArrayBufferView): string =>
  createHash("sha256")
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest("hex");
