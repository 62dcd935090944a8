-- Requests that were refused: how many of a kind on a day, and the latest ones. Nothing of what they contained.
CREATE TABLE "RefusalCount" (
    "studyId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastAt" DATETIME NOT NULL,

    PRIMARY KEY ("studyId", "day", "code")
);
CREATE TABLE "Refusal" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "studyId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "code" TEXT NOT NULL,
    "reference" TEXT
);
CREATE INDEX "Refusal_studyId_seq_idx" ON "Refusal"("studyId", "seq");
