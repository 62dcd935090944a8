import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { ModelPreset } from "@pairlab/pipeline/presets/model-preset";

/** Options of `pairlab models add`. */
export interface AddModelOptions {
  id?: string;
  title?: string;
  licence?: string;
  acceptLicence: boolean;
  revision?: string;
  subfolder?: string;
}

/** A model that is known from now on. */
export interface ModelAddition {
  entry: ModelEntry;
  /** Settings that nothing but the architecture speaks for. */
  assumed: readonly ("steps" | "guidance")[];
  /** The published model that its settings and terms were taken from. */
  preset: ModelPreset | undefined;
  /** Operators of its graphs that ONNX doesn't have. */
  foreignOperators: readonly string[];
  /** Where its files lie. */
  folder: string;
}
