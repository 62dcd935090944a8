import type { Recruitment } from "@pairlab/domain/recruitment";

/** Which words tell somebody who came without what a study's recruitment asks for where to begin. */
export function entryKind(recruitment: Recruitment): "prolific" | "panel" | "invitation" {
  if (recruitment === "open" || recruitment.kind === "invitations") return "invitation";
  return recruitment.kind;
}
