import type { Picture } from "@pairlab/metrics/charts/picture";
import { unwritable } from "@pairlab/metrics/charts/unwritable";

/** A line on labels that charts can't write; none where they can write all. */
export function fontRemark(pictures: readonly Pick<Picture, "marks">[]): string[] {
  const [first, ...others] = unwritable(pictures);
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return [
    `charts write Latin, Greek and Cyrillic only; drawn as boxes: ${first}${more}; give such an arm a label in one of these scripts`,
  ];
}
