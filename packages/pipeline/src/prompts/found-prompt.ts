/** A prompt as a file gives it, nothing checked yet. */
export interface FoundPrompt {
  /** Line of the file, from 1. */
  line: number;
  text: unknown;
  id?: unknown;
  category?: unknown;
  challenge?: unknown;
  note?: unknown;
}
