import { readFile } from "node:fs/promises";
import type { Capsule } from "@pairlab/domain/capsule";
import { KnownError } from "@pairlab/domain/errors";
import { pictureSize } from "./adapters/png.ts";
import { sha256 } from "./adapters/sha256.ts";
import { imageKeyText, numericsVersion } from "./core/image-key.ts";
import { pngChunks } from "./core/png-chunks.ts";
import { readCapsule } from "./core/read-capsule.ts";

/** A picture file, the capsule in it, and what its bytes hash to. */
export interface DocumentedFile {
  file: string;
  fileSha256: string;
  capsule: Capsule;
}

/**
 * A picture file as it says it was made, one that agrees with itself.
 *
 * Throws: KnownError: missing for no file or no capsule; input for bytes that are no whole PNG, a capsule whose key
 *         doesn't fit what it says, one of other numerics, and a picture of another size than its capsule's.
 */
export async function readDocumentedFile(file: string): Promise<DocumentedFile> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new KnownError("missing", `missing picture: ${file}`, {
      code: "STORE",
      hint: "check the path; npx pairlab generate makes what a run lacks",
      cause,
    });
  });
  if (pngChunks(bytes) === undefined)
    throw new KnownError("input", `invalid picture: ${file} is torn, changed, or no PNG`, {
      hint: "npx pairlab images verify <run> names all such; npx pairlab generate makes them anew",
    });
  const capsule = readCapsule(bytes);
  if (capsule === undefined)
    throw new KnownError("missing", `missing provenance: ${file} carries no capsule`, {
      code: "NO_CAPSULE",
      hint: "only pictures that pairlab generate or pairlab image made can be made again",
    });
  assertConsistent(file, capsule);
  await assertSize(file, capsule);
  return { file, fileSha256: sha256(bytes), capsule };
}

function assertConsistent(file: string, capsule: Capsule): void {
  if (capsule.numericsVersion !== numericsVersion)
    throw new KnownError(
      "input",
      `mismatched numerics: ${file} is of version ${capsule.numericsVersion}, this is ${numericsVersion}`,
      {
        hint: `its capsule names the Pairlab version that made it: ${capsule.environment.pairlab}`,
      },
    );
  const { prompt, seed, ...rest } = capsule.request;
  const arm = { id: "", label: "", modelId: "", ...rest };
  const { modelHash } = capsule.model;
  const found = sha256(imageKeyText({ modelHash, prompt, seed, arm, settings: capsule.settings }));
  if (found !== capsule.key)
    throw new KnownError(
      "input",
      `mismatched capsule: ${file} asks for another picture than its key`,
      {
        hint: "the file was changed; take it from its run again",
      },
    );
}

/** Throws: KnownError (input) for a picture that was scaled or cut after it was made. */
async function assertSize(file: string, { request }: Capsule): Promise<void> {
  const { storedSize, size } = request;
  const asked = storedSize ?? size;
  const { width, height } = await pictureSize(file);
  if (width === asked.width && height === asked.height) return;
  throw new KnownError(
    "input",
    `mismatched picture: ${file} is ${width} × ${height}, its capsule says ${asked.width} × ${asked.height}`,
    { hint: "the file was changed; take it from its run again" },
  );
}
