import { Capsule, capsuleKeyword } from "@pairlab/domain/capsule";
import { pngText } from "./png-text.ts";

/** The capsule that a PNG carries; undefined for a picture without one, or with one that breaks its schema. */
export function readCapsule(png: Uint8Array): Capsule | undefined {
  const text = pngText(png, capsuleKeyword);
  if (text === undefined) return undefined;
  const found = Capsule.safeParse(jsonOf(text));
  return found.success ? found.data : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
