import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { HubFile } from "./hub-file.ts";

/** Hashes of a file that arrives in pieces. */
export interface ContentCheck {
  add(bytes: Uint8Array): void;
  /** Whether what was added is the listed file, and its SHA-256 either way. Ends the check. */
  verdict(): { isListed: boolean; sha256: string; found: string };
}

/** A check of bytes against what the listing says; `soFar` names a file with the first of them. */
export async function contentCheck(
  { sizeBytes, hash }: Pick<HubFile, "sizeBytes" | "hash">,
  soFar?: { file: string; signal?: AbortSignal },
): Promise<ContentCheck> {
  const sha256 = createHash("sha256");
  const blob = hash.kind === "git-blob" ? gitBlob(sizeBytes) : undefined;
  const add = (bytes: Uint8Array) => {
    sha256.update(bytes);
    blob?.update(bytes);
  };
  if (soFar !== undefined)
    for await (const bytes of createReadStream(soFar.file, { signal: soFar.signal })) add(bytes);
  return {
    add,
    verdict: () => {
      const hex = sha256.digest("hex");
      const found = blob?.digest("hex") ?? hex;
      return { isListed: found === hash.hex, sha256: hex, found };
    },
  };
}

/** Git hashes a file together with its kind and size. */
const gitBlob = (sizeBytes: number): Hash =>
  createHash("sha1").update(`blob ${sizeBytes}`).update(new Uint8Array(1));
