import "server-only";
import { cookies } from "next/headers";
import { app } from "./app.ts";
import { noteRefused } from "./refusal-log.ts";
import { sessionIdOf } from "./session-cookie.ts";

const name = /^(?:__Host-)?pairlab\.([A-Za-z0-9._-]+)$/;

/** Records a picture's address that wasn't the asker's, under the study of a cookie that we signed; after the reply. */
export async function noteWrongPicture(): Promise<void> {
  const jar = await cookies();
  setImmediate(() => {
    for (const cookie of jar.getAll()) {
      const studyId = name.exec(cookie.name)?.[1];
      if (studyId === undefined) continue;
      const sessionId = sessionIdOf(
        (asked) => jar.get(asked)?.value,
        studyId,
        app().secrets.sessionKey,
      );
      if (sessionId !== undefined)
        return noteRefused({ studyId, code: "unknown-picture", sessionId });
    }
    noteRefused({ studyId: "", code: "unknown-picture", sessionId: undefined });
  });
}
