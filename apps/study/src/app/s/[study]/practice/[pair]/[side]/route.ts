import path from "node:path";
import { displaySizes } from "@pairlab/domain/display";
import { sizedFile } from "../../../../../../core/sized-file.ts";
import { app } from "../../../../../../server/app.ts";
import { answering } from "../../../../../../server/error-response.ts";
import { noPicture, pictureResponse } from "../../../../../../server/picture-response.ts";
import { practicePrompts } from "../../../../../../server/practice.ts";
import { findStudy } from "../../../../../../server/repository/study-record.ts";

/** A practice picture: not part of any study, so that whoever comes can see whether it is readable here. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ study: string; pair: string; side: string }> },
): Promise<Response> {
  const { study, pair, side } = await params;
  return answering(study, async () => {
    const record = await findStudy(app().database, study);
    if (record === undefined || !/^\d$/.test(pair)) return noPicture();
    if (side !== "left" && side !== "right") return noPicture();
    if (Number(pair) >= (await practicePrompts(record.id)).length) return noPicture();
    const { display } = record.plan;
    const size = new URL(request.url).searchParams.get("size");
    const offered = displaySizes(display).find(({ displayPx }) => String(displayPx) === size);
    if (offered === undefined) return noPicture();
    const name = `${record.id}/practice-${pair}-${side}.png`;
    const file = sizedFile(name, offered.displayPx, display.displayPx);
    return pictureResponse(path.join(app().dataDir, "stimuli", file));
  });
}
