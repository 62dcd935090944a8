import { existsSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";

/** Where a model is to come from. */
export type ModelSource =
  | { kind: "folder"; folder: string }
  | { kind: "repository"; repository: string };

const repositoryName = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

/** A folder where there is one, else a repository as `owner/name`. Throws: KnownError (missing) for neither. */
export function modelSource(text: string): ModelSource {
  const folder = path.resolve(text);
  if (existsSync(folder)) return { kind: "folder", folder };
  const isPath = /^[./~\\]|\\|:/.test(text);
  if (!isPath && repositoryName.test(text)) return { kind: "repository", repository: text };
  throw new KnownError("missing", `missing folder: ${text}`, {
    hint: "name a folder of this computer, or a repository as owner/name",
  });
}

/** A name for a model that got none: the last part of where it comes from, as far as a name can hold it. */
export const nameFrom = (place: string): string =>
  path
    .basename(place)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, 80);
