import type { Recruitment } from "@pairlab/domain/recruitment";

const prolificParameters = ["PROLIFIC_PID", "STUDY_ID", "SESSION_ID"];

/**
 * The address that participants open, as it is given to whoever sends them: Prolific fills in its placeholders,
 * a panel puts its ids in place of `{id}`, and an invitation has its code in place of `{code}`.
 */
export function entryLink(
  origin: string,
  { id, recruitment }: { id: string; recruitment: Recruitment },
): string {
  const address = `${origin.replace(/\/+$/, "")}/s/${id}`;
  if (recruitment === "open") return address;
  switch (recruitment.kind) {
    case "prolific":
      return `${address}?${prolificParameters.map((name) => `${name}={{%${name}%}}`).join("&")}`;
    case "panel":
      return `${address}?${recruitment.parameter}={id}`;
    case "invitations":
      return `${address}?invitation={code}`;
  }
}
