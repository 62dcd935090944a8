import { createHash } from "node:crypto";
import { canonicalJson } from "@pairlab/domain/canonical-json";

/** SHA-256 of text or bytes, 64 hexadecimal digits. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");

/** SHA-256 of a document in its canonical spelling (RFC 8785). */
export const documentSha256 = (document: unknown): string => sha256(canonicalJson(document));
