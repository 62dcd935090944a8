import path from "node:path";
import { sizedFile } from "../../../core/sized-file.ts";
import { app } from "../../../server/app.ts";
import { answering } from "../../../server/error-response.ts";
import { noteWrongPicture } from "../../../server/note-wrong-picture.ts";
import { noPicture, pictureResponse } from "../../../server/picture-response.ts";
import { currentSession } from "../../../server/read-visit.ts";
import { loadStudy } from "../../../server/repository/study-record.ts";
import { findToken } from "../../../server/repository/tokens.ts";
import { shownPx } from "../../../server/shown-px.ts";

/** A picture by its opaque token, for the session it was issued to. */
export function GET(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  return answering("", async () => {
    const { dataDir, database } = app();
    const found = await findToken(database, (await params).token);
    const session = found && (await currentSession(found.studyId));
    if (found === undefined || session?.id !== found.sessionId) {
      await noteWrongPicture();
      return noPicture();
    }
    return answering(found.studyId, async () => {
      const { plan } = await loadStudy(database, found.studyId);
      const file = sizedFile(found.file, shownPx(session, plan), plan.display.displayPx);
      return pictureResponse(path.join(dataDir, "stimuli", file));
    });
  });
}
