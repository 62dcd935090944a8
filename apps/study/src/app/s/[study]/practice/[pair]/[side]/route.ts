import path from "node:path";
import { displaySizes } from "@pairlab/domain/display";
import { sizedFile } from "../../../../../../core/sized-file.ts";
import { app } from "../../../../../../server/app.ts";
import { answering } from "../../../../../../server/error-response.ts";
import { noPicture, pictureResponse } from "../../../../../../server/picture-response.ts";
import { practicePrompts } from "../../../../../../server/practice.ts";
import { currentSession } from "../../../../../../server/read-visit.ts";
import { loadStudy } from "../../../../../../server/repository/study-record.ts";

/** A practice picture: not part of the study, but only for those who take part. */
export function GET(
  request: Request,
  { params }: { params: Promise<{ study: string; pair: string; side: string }> },
): Promise<Response> {
  return answering(async () => {
    const { study, pair, side } = await params;
    const session = await currentSession(study);
    if (session === undefined || !/^\d$/.test(pair)) return noPicture();
    if (side !== "left" && side !== "right") return noPicture();
    if (Number(pair) >= (await practicePrompts(session.studyId)).length) return noPicture();
    const { plan } = await loadStudy(app().database, session.studyId);
    const size = new URL(request.url).searchParams.get("size");
    const offered = displaySizes(plan.display).find(({ displayPx }) => String(displayPx) === size);
    if (offered === undefined) return noPicture();
    const name = `${session.studyId}/practice-${pair}-${side}.png`;
    const file = sizedFile(name, offered.displayPx, plan.display.displayPx);
    return pictureResponse(path.join(app().dataDir, "stimuli", file));
  });
}
