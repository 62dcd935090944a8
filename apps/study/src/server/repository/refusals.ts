import type { Database } from "@pairlab/db/client";
import { openWriter, type Reads, type Statements } from "@pairlab/db/writer";
import { z } from "zod";
import { type RefusalBatch, type Refused, refusalsKept } from "../../core/refusal-batch.ts";

/** Adds a batch to what is recorded, in one transaction; of each study the latest stay one by one. */
export async function writeRefusals(database: Database, batch: RefusalBatch): Promise<void> {
  const write = await openWriter(database);
  await write((inside) => {
    const known = new Set(
      [...batch.counts.values()].map(({ studyId }) => studyId).filter(isStudy(inside)),
    );
    const named = (studyId: string) => (known.has(studyId) ? studyId : "");
    for (const { studyId, day, code, count, lastAt } of batch.counts.values())
      inside.run(add, [named(studyId), day, code, count, lastAt]);
    for (const refused of batch.latest) {
      const reference = referenceOf(inside, refused);
      inside.run(insert, [named(refused.studyId), refused.at, refused.code, reference]);
    }
    for (const studyId of new Set(batch.latest.map((one) => named(one.studyId))))
      inside.run(trim, [studyId, studyId, refusalsKept]);
  });
}

const add = `INSERT INTO "RefusalCount" ("studyId", "day", "code", "count", "lastAt") VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET "count" = "count" + "excluded"."count", "lastAt" = "excluded"."lastAt"`;
const insert = `INSERT INTO "Refusal" ("studyId", "at", "code", "reference") VALUES (?, ?, ?, ?)`;
const trim = `DELETE FROM "Refusal" WHERE "studyId" = ? AND "seq" <=
  (SELECT "seq" FROM "Refusal" WHERE "studyId" = ? ORDER BY "seq" DESC LIMIT 1 OFFSET ?)`;

const isStudy =
  (reads: Reads) =>
  (studyId: string): boolean =>
    studyId !== "" && reads.first(`SELECT 1 FROM "Study" WHERE "id" = ?`, [studyId]) !== undefined;

const Session = z.object({ reference: z.string() });

function referenceOf(inside: Statements, { sessionId, studyId }: Refused): string | null {
  if (sessionId === undefined) return null;
  const found = inside.first(`SELECT "reference" FROM "Session" WHERE "id" = ? AND "studyId" = ?`, [
    sessionId,
    studyId,
  ]);
  return found === undefined ? null : Session.parse(found).reference;
}
