import path from "node:path";
import { app } from "../../../../../../server/app.ts";
import { answering } from "../../../../../../server/error-response.ts";
import { noPicture, pictureResponse } from "../../../../../../server/picture-response.ts";
import { practicePrompts } from "../../../../../../server/practice.ts";
import { currentSession } from "../../../../../../server/read-visit.ts";

/** A practice picture: not part of the study, but only for those who take part. */
export function GET(
  _request: Request,
  { params }: { params: Promise<{ study: string; pair: string; side: string }> },
): Promise<Response> {
  return answering(async () => {
    const { study, pair, side } = await params;
    const session = await currentSession(study);
    if (session === undefined || !/^\d$/.test(pair)) return noPicture();
    if (side !== "left" && side !== "right") return noPicture();
    if (Number(pair) >= (await practicePrompts(session.studyId)).length) return noPicture();
    const file = `practice-${pair}-${side}.png`;
    return pictureResponse(path.join(app().dataDir, "stimuli", session.studyId, file));
  });
}
