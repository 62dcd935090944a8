import { KnownError } from "@pairlab/domain/errors";
import type { z } from "zod";

/** An option's value checked against a schema. Throws: KnownError (input) that names the option. */
export function optionValue<S extends z.ZodType>(
  schema: S,
  option: string,
  value: string,
): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const why = parsed.error.issues[0]?.message ?? "not a value it takes";
  throw new KnownError("input", `invalid ${option}: ${value}`, {
    hint: why.charAt(0).toLowerCase() + why.slice(1),
  });
}
