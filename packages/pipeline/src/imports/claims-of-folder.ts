import { KnownError } from "@pairlab/domain/errors";
import type { Prompt } from "@pairlab/domain/prompt";
import { declaredNumber } from "./declared-number.ts";
import { knownPrompt } from "./known-prompt.ts";
import type { PictureClaim } from "./picture-claim.ts";

const picture = /\.(png|jpe?g|webp)$/i;

/** What the names of a folder's files say: `<model>/<prompt id>.png` or `<model>/<prompt id>-<seed>.png`. */
export interface FolderClaims {
  claims: Omit<PictureClaim, "path">[];
  /** Files that are no pictures. */
  ignored: string[];
}

/**
 * The pictures of a folder by the names of its files, given as paths below it with `/`.
 *
 * Throws: KnownError: input for a picture that isn't in a model's folder or could be of two prompts, missing for one
 *         of no prompt.
 */
export function claimsOfFolder(files: readonly string[], prompts: readonly Prompt[]): FolderClaims {
  const ids = new Set(prompts.map(({ id }) => id));
  const promptOf = knownPrompt(prompts);
  const seen = files.filter((file) => !file.split("/").some((part) => part.startsWith(".")));
  const claims = seen
    .filter((file) => picture.test(file))
    .map((file) => {
      const [model = "", name, ...deeper] = file.split("/");
      if (name === undefined || deeper.length > 0)
        throw new KnownError("input", `invalid place: ${file} isn't in a model's folder`, {
          hint: "pictures lie in <model>/<prompt id>.png or <model>/<prompt id>-<seed>.png",
        });
      const { promptId, seed } = promptAndSeed(name.replace(picture, ""), ids, file);
      return {
        place: file,
        file,
        promptId: promptOf(promptId, file).id,
        settings: { model },
        ...(seed === undefined ? {} : { seed }),
      };
    });
  return { claims, ignored: seen.filter((file) => !picture.test(file)) };
}

function promptAndSeed(stem: string, ids: ReadonlySet<string>, file: string) {
  const [, before = "", digits = ""] = /^(.+)-(\d+)$/.exec(stem) ?? [];
  const withSeed = ids.has(before);
  if (ids.has(stem) && withSeed)
    throw new KnownError(
      "input",
      `invalid file name: ${file} is prompt ${stem}, or ${before} with seed ${digits}`,
      { hint: `name it ${stem}-0, or list the pictures in a table` },
    );
  return withSeed
    ? { promptId: before, seed: declaredNumber("seed", digits, file) }
    : { promptId: stem, seed: undefined };
}
