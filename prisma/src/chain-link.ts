import { createHash } from "node:crypto";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { z } from "zod";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What an entry can be about. A kind more is a word here and the call that appends it. */
export const chainKinds = ["start", "answer", "comment", "lease", "state", "erasure"] as const;

/** One link of a study's chain as it is published: it says that something was kept and when, not what. */
export const ChainLink = z.strictObject({
  seq: z.int().min(0),
  at: z.iso.datetime(),
  kind: z.enum(chainKinds),
  commit: Sha256,
  hash: Sha256,
});
export type ChainLink = z.infer<typeof ChainLink>;

/** What comes before the first link: 64 zeros. */
export const chainStart = "0".repeat(64);

/** SHA-256(salt ‖ payload), the payload in canonical JSON (RFC 8785), the salt as hexadecimal text. */
export const commitOf = (salt: string, payload: string): string => sha256(salt + payload);

/** SHA-256(prev ‖ JSON({seq, at, kind, commit})), the JSON canonical (RFC 8785). */
export const hashOf = (prev: string, { seq, at, kind, commit }: Omit<ChainLink, "hash">): string =>
  sha256(prev + canonicalJson({ seq, at, kind, commit }));

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
