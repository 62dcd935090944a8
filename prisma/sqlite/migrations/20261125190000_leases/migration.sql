-- CreateTable
CREATE TABLE "Lease" (
    "sessionId" TEXT NOT NULL PRIMARY KEY,
    "studyId" TEXT NOT NULL,
    "formIndex" INTEGER NOT NULL,
    "leasedAt" DATETIME NOT NULL,
    CONSTRAINT "Lease_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Lease_studyId_formIndex_fkey" FOREIGN KEY ("studyId", "formIndex") REFERENCES "Form" ("studyId", "formIndex") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Lease_studyId_formIndex_idx" ON "Lease"("studyId", "formIndex");

-- Until now nobody lost a form: who holds one was given it.
INSERT INTO "Lease" ("sessionId", "studyId", "formIndex", "leasedAt")
SELECT "Form"."sessionId", "Form"."studyId", "Form"."formIndex", COALESCE("Form"."leasedAt", "Session"."createdAt")
FROM "Form" JOIN "Session" ON "Session"."id" = "Form"."sessionId";

-- A form knows when its holder was last heard of: the last answer, or the lease itself.
ALTER TABLE "Form" RENAME COLUMN "leasedAt" TO "renewedAt";
UPDATE "Form" SET "renewedAt" = COALESCE(
    (SELECT MAX("receivedAt") FROM "Answer" WHERE "Answer"."sessionId" = "Form"."sessionId"),
    (SELECT "leasedAt" FROM "Lease" WHERE "Lease"."sessionId" = "Form"."sessionId")
) WHERE "sessionId" IS NOT NULL;
