import type { Recruitment } from "@pairlab/domain/recruitment";

/** Who somebody is to the service that sent them. */
export interface OutsideId {
  id: string;
  /** The service's own name of this visit; null where it has none. */
  visit: string | null;
}

/** 1 to 64 letters, digits, `_` and `-`; 24 hexadecimal digits are usual on Prolific. A `{{%…%}}` left in a link isn't one. */
const isId = (text: string | null): text is string =>
  text !== null && /^[A-Za-z0-9_-]{1,64}$/.test(text);

/**
 * The id in the parameters of an entry link, as the study's recruitment names it.
 *
 * Result: undefined when it is missing or malformed, and for studies that need none.
 */
export function outsideId(
  recruitment: Recruitment,
  parameters: URLSearchParams,
): OutsideId | undefined {
  if (recruitment === "open") return undefined;
  const id = parameters.get(idParameter(recruitment));
  if (!isId(id)) return undefined;
  if (recruitment.kind !== "prolific") return { id, visit: null };
  const visit = parameters.get("SESSION_ID");
  return { id, visit: isId(visit) ? visit : null };
}

function idParameter(recruitment: Exclude<Recruitment, "open">): string {
  switch (recruitment.kind) {
    case "prolific":
      return "PROLIFIC_PID";
    case "panel":
      return recruitment.parameter;
    case "invitations":
      return "invitation";
  }
}
