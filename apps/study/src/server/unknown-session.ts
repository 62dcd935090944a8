import { KnownError } from "@pairlab/domain/errors";
import { participantPath } from "../core/participant-path.ts";

/** What is said to somebody whose session is gone, as they asked. */
export const erasedSession = (): KnownError =>
  new KnownError("refused", "unknown session: it was erased, as its person asked", {
    code: "erased",
    hint: "your answers to this study were deleted, as you asked; this one wasn't kept either",
  });

/** What is said to whoever has no session, or none that we signed. */
export const unknownSession = (studyId: string): KnownError =>
  new KnownError("refused", "unknown session", {
    code: "no-session",
    hint: `start at ${participantPath(studyId, "consent")}`,
  });
