import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";

/** What a file's bytes must hash to: large files by SHA-256, small ones as git names them. */
export type ContentHash =
  | { kind: "sha256"; hex: string }
  /** SHA-1 over `blob <size>`, a zero byte and the content. */
  | { kind: "git-blob"; hex: string };

/** A file of a repository, at one commit. */
export interface HubFile {
  path: string;
  sizeBytes: number;
  hash: ContentHash;
}

const Size = z.int().min(0);
const Entry = z.looseObject({
  type: z.string(),
  path: z.string(),
  oid: z.string().optional(),
  size: Size.optional(),
  lfs: z.looseObject({ oid: z.string(), size: Size }).nullish(),
});

/**
 * The files of one page of the endpoint's tree listing; folders are left out.
 *
 * Throws: KnownError (input, HUB_LISTING) for anything that isn't such a page, and for paths that would lead
 *         out of the model's folder.
 */
export function hubFiles(document: unknown, source: string): HubFile[] {
  return parseDocument(z.array(Entry), document, source)
    .filter(({ type }) => type === "file")
    .map((entry) => hubFile(entry, source));
}

function hubFile({ path, size, oid, lfs }: z.infer<typeof Entry>, source: string): HubFile {
  if (!isSafePath(path)) throw unlisted(`path ${JSON.stringify(path)}`, source);
  const sha256 = lfs?.oid.replace(/^sha256:/, "");
  if (lfs && sha256 !== undefined) {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw unlisted(`SHA-256 of ${path}`, source);
    return { path, sizeBytes: lfs.size, hash: { kind: "sha256", hex: sha256 } };
  }
  if (oid === undefined || !/^[0-9a-f]{40}$/.test(oid)) throw unlisted(`hash of ${path}`, source);
  if (size === undefined) throw unlisted(`size of ${path}`, source);
  return { path, sizeBytes: size, hash: { kind: "git-blob", hex: oid } };
}

/** A relative path with forward slashes that stays below its folder on every system. */
function isSafePath(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (path.length > 512 || /[\u0000-\u001f\\:]/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

const unlisted = (what: string, source: string) =>
  new KnownError("input", `invalid listing: ${what} (${source})`, {
    code: "HUB_LISTING",
    hint: "the endpoint doesn't answer as a Hugging Face-compatible one does; check HF_ENDPOINT",
  });
