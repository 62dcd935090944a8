-- CreateTable
CREATE TABLE "Entry" (
    "studyId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "salt" TEXT,
    "payload" TEXT,

    PRIMARY KEY ("studyId", "seq"),
    CONSTRAINT "Entry_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- An erasure takes a payload with its salt; the commitment stays, and nothing else ever changes.
CREATE TRIGGER "Entry_keeps_rows" BEFORE UPDATE ON "Entry"
WHEN NEW."studyId" IS NOT OLD."studyId" OR NEW."seq" IS NOT OLD."seq" OR NEW."at" IS NOT OLD."at"
    OR NEW."kind" IS NOT OLD."kind" OR NEW."commit" IS NOT OLD."commit" OR NEW."hash" IS NOT OLD."hash"
    OR NEW."salt" IS NOT NULL OR NEW."payload" IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'the chain is append-only');
END;

CREATE TRIGGER "Entry_keeps_all_rows" BEFORE DELETE ON "Entry"
BEGIN
    SELECT RAISE(ABORT, 'the chain is append-only');
END;
