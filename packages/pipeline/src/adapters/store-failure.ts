import { KnownError } from "@pairlab/domain/errors";

/** What the person at the machine can mend, by the system's word for it. */
const words: Readonly<Record<string, string>> = {
  ENOSPC: "no space is left on the disk",
  EFBIG: "files may not grow that large here",
  EDQUOT: "the quota is used up",
  EACCES: "no permission to write there",
  EPERM: "no permission to write there",
  EROFS: "the file system is read-only",
  EEXIST: "a file is in the place of a folder",
  EISDIR: "a folder is in the place of the file",
  ENOTDIR: "a part of the path is a file, not a folder",
};

/** A failed write as a known error where the system's reason is one that a person can mend; else as it is. */
export function storeFailure(error: unknown, place: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = words[code];
  if (reason === undefined) return error;
  return new KnownError("missing", `missing room to write: ${place} (${reason})`, {
    code: "STORE",
    hint: "mend that, or write elsewhere (--data-dir moves all state), and run again: what is finished is kept",
    cause: error,
  });
}
