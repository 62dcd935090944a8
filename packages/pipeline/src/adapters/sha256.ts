import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** SHA-256 of bytes or of UTF-8 text, as hexadecimal digits. */
export const sha256 = (data: Uint8Array | string): string =>
  createHash("sha256").update(data).digest("hex");

/** Who wants to hear of a long reading, or to end it. */
export interface Reading {
  signal?: AbortSignal;
  /** Bytes read since the last call. */
  onBytes?: (bytes: number) => void;
}

/** SHA-256 of a file, read as a stream: model files are larger than memory. */
export async function sha256OfFile(
  file: string,
  { signal, onBytes }: Reading = {},
): Promise<string> {
  const hash = createHash("sha256");
  const stream = createReadStream(file, { signal, highWaterMark: 1 << 20 });
  for await (const bytes of stream) {
    hash.update(bytes);
    onBytes?.(bytes.length);
  }
  return hash.digest("hex");
}
