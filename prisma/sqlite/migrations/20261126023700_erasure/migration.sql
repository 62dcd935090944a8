-- CreateTable
CREATE TABLE "Erasure" (
    "sessionId" TEXT NOT NULL PRIMARY KEY,
    "studyId" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "person" TEXT,
    "formIndex" INTEGER,
    "erasedAt" DATETIME NOT NULL,
    CONSTRAINT "Erasure_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Erasure_reference_key" ON "Erasure"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "Erasure_studyId_person_key" ON "Erasure"("studyId", "person");

-- Answers go with the person who gave them, and in no other way.
DROP TRIGGER "Answer_keeps_all_rows";
CREATE TRIGGER "Answer_keeps_all_rows" BEFORE DELETE ON "Answer"
WHEN NOT EXISTS (SELECT 1 FROM "Erasure" WHERE "sessionId" = OLD."sessionId")
BEGIN
    SELECT RAISE(ABORT, 'answers are append-only');
END;

-- An erasure takes payload and salt of what was its person's; the commitment stays, and nothing else ever changes.
DROP TRIGGER "Entry_keeps_rows";
CREATE TRIGGER "Entry_keeps_rows" BEFORE UPDATE ON "Entry"
WHEN NEW."studyId" IS NOT OLD."studyId" OR NEW."seq" IS NOT OLD."seq" OR NEW."at" IS NOT OLD."at"
    OR NEW."kind" IS NOT OLD."kind" OR NEW."commit" IS NOT OLD."commit" OR NEW."hash" IS NOT OLD."hash"
    OR NEW."salt" IS NOT NULL OR NEW."payload" IS NOT NULL
    OR NOT EXISTS (
        SELECT 1 FROM "Erasure"
        WHERE "studyId" = OLD."studyId" AND "sessionId" = json_extract(OLD."payload", '$.sessionId')
    )
BEGIN
    SELECT RAISE(ABORT, 'the chain is append-only');
END;

-- That somebody was erased is never taken back, and they don't come back.
CREATE TRIGGER "Erasure_keeps_rows" BEFORE UPDATE ON "Erasure"
BEGIN
    SELECT RAISE(ABORT, 'erasures are append-only');
END;

CREATE TRIGGER "Erasure_keeps_all_rows" BEFORE DELETE ON "Erasure"
BEGIN
    SELECT RAISE(ABORT, 'erasures are append-only');
END;

CREATE TRIGGER "Session_stays_erased" BEFORE INSERT ON "Session"
WHEN EXISTS (
    SELECT 1 FROM "Erasure"
    WHERE "sessionId" = NEW."id" OR ("studyId" = NEW."studyId" AND "person" = NEW."person")
)
BEGIN
    SELECT RAISE(ABORT, 'erased people have no second session');
END;
