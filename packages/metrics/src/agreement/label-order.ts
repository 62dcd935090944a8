import { KnownError } from "@pairlab/domain/errors";

/** The labels in use, in their order if one is known. */
export interface LabelOrder {
  labels: string[];
  /** Numbers or an order given by the caller; otherwise alphabetical, which means nothing. */
  ordered: boolean;
  /** Sizes for interval scales; only when every label is a number. */
  sizes?: number[];
}

/**
 * Which labels there are and how they are ordered: by size when all are numbers, else as given.
 *
 * Throws: KnownError (input) for a label that the given order lacks, or that it names twice.
 */
export function labelOrder(found: readonly string[], given?: readonly string[]): LabelOrder {
  const distinct = [...new Set(found)].sort();
  if (given !== undefined) {
    const twice = given.find((label, i) => given.indexOf(label) !== i);
    if (twice !== undefined)
      throw new KnownError("input", `duplicate label: ${twice} in the given order`, {
        hint: "name every label once",
      });
    const stranger = distinct.find((label) => !given.includes(label));
    if (stranger !== undefined)
      throw new KnownError("input", `unknown label: ${stranger}`, {
        hint: `the given order is ${given.join(", ")}`,
      });
  }
  const labels = given === undefined ? distinct : [...given];
  const numbers = labels.map((label) => (label.trim() === "" ? Number.NaN : Number(label)));
  if (!numbers.every(Number.isFinite)) return { labels, ordered: given !== undefined };
  if (given !== undefined) return { labels, ordered: true, sizes: numbers };
  const bySize = labels
    .map((label, i) => ({ label, size: numbers[i] ?? 0 }))
    .sort((one, other) => one.size - other.size);
  return {
    labels: bySize.map(({ label }) => label),
    ordered: true,
    sizes: bySize.map(({ size }) => size),
  };
}
