import type { z } from "zod";
import { KnownError } from "./errors.ts";

/**
 * A document read from outside, checked against its schema.
 *
 * Throws: KnownError (input) that names the file, the path inside it and what is wrong there.
 */
export function parseDocument<S extends z.ZodType>(
  schema: S,
  value: unknown,
  source: string,
): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const more = parsed.error.issues.length - 1;
  const place = first?.path.length ? ` at ${first.path.join(".")}` : "";
  throw new KnownError(
    "input",
    `invalid ${source}${place}: ${first ? sentence(first) : "not a document"}`,
    {
      hint:
        more > 0
          ? `${more} more in the same file; mend this one first`
          : "correct it and run again",
      details: { issues: parsed.error.issues },
    },
  );
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `unknown key ${issue.keys.join(", ")}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}
