import { KnownError } from "@pairlab/domain/errors";
import { Seed } from "@pairlab/domain/identifier";
import { DeclaredSettings } from "@pairlab/domain/imported-manifest";
import { z } from "zod";

const numbers = {
  seed: { schema: Seed, hint: "a whole number from 0 to 4294967295, or nothing" },
  steps: { schema: DeclaredSettings.shape.steps, hint: "a whole number from 1, or nothing" },
  guidance: { schema: DeclaredSettings.shape.guidance, hint: "a number from 0, or nothing" },
  seconds: { schema: z.number().min(0), hint: "a number from 0, or nothing" },
} as const;

/** A number that a table states; undefined for an empty field. Throws: KnownError (input) with its place. */
export function declaredNumber(
  name: keyof typeof numbers,
  text: string,
  place: string,
): number | undefined {
  if (text.trim() === "") return undefined;
  const { schema, hint } = numbers[name];
  const parsed = schema.safeParse(Number(text));
  if (parsed.success) return parsed.data;
  throw new KnownError("input", `invalid ${name}: ${text} (${place})`, { hint });
}
