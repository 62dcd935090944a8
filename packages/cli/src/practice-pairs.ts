import path from "node:path";
import { z } from "zod";
import { readDocument } from "./read-document.ts";

/** A pair with an evident answer; shares no model, prompt or picture with any study. */
export const PracticePair = z.strictObject({
  id: z.string().min(1),
  promptText: z.string().min(1),
  left: z.string().min(1).describe("file beside practice.json"),
  right: z.string().min(1).describe("file beside practice.json"),
  better: z.enum(["left", "right"]),
});
export type PracticePair = z.infer<typeof PracticePair>;

/** The practice pairs, each picture with the path it is read from and the name it is served under. */
export function practicePairs(root: string) {
  const folder = path.join(root, "datasets/practice");
  const pairs = readDocument(z.array(PracticePair).min(1), path.join(folder, "practice.json"));
  return pairs.map((pair, index) => ({
    ...pair,
    left: picture(folder, pair.left, index, "left"),
    right: picture(folder, pair.right, index, "right"),
  }));
}

const picture = (folder: string, file: string, index: number, side: "left" | "right") => ({
  from: path.join(folder, file),
  name: `practice-${index}-${side}.png`,
});
