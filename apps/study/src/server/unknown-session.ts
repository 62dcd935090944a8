import { KnownError } from "@pairlab/domain/errors";
import { participantPath } from "../core/participant-path.ts";

/** What is said to whoever has no session, or none that we signed. */
export const unknownSession = (studyId: string): KnownError =>
  new KnownError("refused", "unknown session", {
    code: "no-session",
    hint: `start at ${participantPath(studyId, "consent")}`,
  });
