import { canonicalJson } from "@pairlab/domain/canonical-json";
import type { ModelFile } from "@pairlab/domain/model-registry";

/** The text whose SHA-256 is a model's hash: its files' paths, sizes and hashes, sorted by path. */
export const modelHashText = (files: readonly ModelFile[]): string =>
  canonicalJson(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map((file) => ({ ...file })));
