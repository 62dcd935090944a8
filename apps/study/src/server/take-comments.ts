import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";
import { placeFor } from "../core/flow.ts";
import { app } from "./app.ts";
import { readBody } from "./read-body.ts";
import { readVisit } from "./read-visit.ts";
import { addComments } from "./repository/comments.ts";

const limitBytes = 16_384;
const written = z
  .string()
  .max(1000)
  .transform((text) => text.trim() || undefined);
const Form = z.strictObject({
  open: written.optional(),
  difficulty: z.coerce.number().int().min(1).max(5).optional(),
});

/** What somebody says on the last page. Throws: KnownError: input for what the form can't send, refused for anybody else. */
export async function takeComments(studyId: string, request: Request): Promise<void> {
  const form = new URLSearchParams(await readBody(request, limitBytes));
  const { open, difficulty } = parseDocument(Form, Object.fromEntries(form), "form");
  const { visit, session, now } = await readVisit(studyId, new Date());
  if (session === undefined || placeFor(visit) !== "done")
    throw new KnownError("refused", "unknown session", {
      code: "no-session",
      hint: "finish the study first",
    });
  await addComments(app().database, session, { open, difficulty }, now);
}
