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
  // A key nobody knows is often the one that another issue misses, written otherwise.
  const issues = parsed.error.issues
    .flatMap(meant)
    .toSorted((one, other) => Number(isUnknownKey(other)) - Number(isUnknownKey(one)));
  const [first] = issues;
  const more = issues.length - 1;
  const place = first?.path.length ? ` at ${first.path.join(".")}` : "";
  throw new KnownError(
    "input",
    `invalid ${source}${place}: ${first ? sentence(first, value) : "not a document"}`,
    {
      hint:
        more > 0
          ? `${more} more in the same file; mend this one first`
          : "correct it and run again",
      details: { issues: parsed.error.issues },
    },
  );
}

/** Of a value that is none of several things, the faults of the one thing it names itself, such as by its `kind`. */
function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const named = issue.errors.filter((faults) => !faults.some(isAnotherThing));
  const [faults = []] = named.length === 1 ? named : [[issue]];
  return faults.map((fault) =>
    fault === issue ? issue : { ...fault, path: [...issue.path, ...fault.path] },
  );
}

const isAnotherThing = ({ code, path }: z.core.$ZodIssue): boolean =>
  (code === "invalid_value" && path.length < 2) || (code === "invalid_type" && path.length === 0);

const isUnknownKey = ({ code }: z.core.$ZodIssue): boolean => code === "unrecognized_keys";

function sentence(issue: z.core.$ZodIssue, document: unknown): string {
  if (issue.code === "unrecognized_keys") return `unknown key ${issue.keys.join(", ")}`;
  const found = valueAt(document, issue.path);
  if (issue.code === "invalid_type" && found === undefined)
    return `missing; ${issue.expected === "array" ? "a list" : `a value of type ${issue.expected}`} belongs here`;
  const message = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return isShort(found) ? `${message}, found ${JSON.stringify(found)}` : message;
}

/** A part of the message only where it fits in. */
const isShort = (found: unknown): boolean =>
  found !== undefined && (found === null || typeof found !== "object") && String(found).length < 80;

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const key of path)
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}
