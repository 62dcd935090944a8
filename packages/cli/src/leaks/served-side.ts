/** One picture of one trial as it was served, and the model behind it, joined afterwards. */
export interface ServedSide {
  /** Opaque; rows of one session can be told apart from those of others, and nothing more. */
  session: string;
  /** 0-based place in the form. */
  trialIndex: number;
  side: "left" | "right";
  /** CSS pixels, in which of the study's sizes it was served. */
  displayPx: number;
  /** What the adversary has to find out. */
  armId: string;
  /** What must be the same for every picture of a study. */
  fixed: Readonly<Record<string, string>>;
  /** What may differ, and must not tell the arm; the same names in every row. */
  features: Readonly<Record<string, number>>;
}
