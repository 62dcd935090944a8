import type { ModelEntry } from "@pairlab/domain/model-registry";

/** How a model is run unless a spec says otherwise, in one line. */
export function settingsText({ defaults }: Pick<ModelEntry, "defaults">): string {
  const { steps, guidance, scheduler, size } = defaults;
  return `${steps === 1 ? "1 step" : `${steps} steps`}, guidance ${guidance}, ${scheduler}, ${size.width}×${size.height}`;
}
