import type { FitDocument } from "@pairlab/domain/fit-document";

/** What every model's document has of its own; the rest is the same for all. */
export type FitFindings = Pick<FitDocument, "status" | "items" | "components" | "notes"> &
  Partial<FitDocument>;
