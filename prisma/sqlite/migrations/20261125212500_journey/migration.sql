-- AlterTable
ALTER TABLE "Study" ADD COLUMN "personKey" TEXT;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN "exit" TEXT;
ALTER TABLE "Session" ADD COLUMN "person" TEXT;
ALTER TABLE "Session" ADD COLUMN "isPreview" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Session" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en';
ALTER TABLE "Session" ADD COLUMN "textSha256" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Session" ADD COLUMN "mistakes" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "Session_studyId_person_key" ON "Session"("studyId", "person");

-- CreateTable
CREATE TABLE "Identity" (
    "sessionId" TEXT NOT NULL PRIMARY KEY,
    "externalId" TEXT NOT NULL,
    "visit" TEXT,
    "receivedAt" DATETIME NOT NULL,
    CONSTRAINT "Identity_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Invitation" (
    "studyId" TEXT NOT NULL,
    "codeSha256" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("studyId", "codeSha256"),
    CONSTRAINT "Invitation_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Comment" (
    "sessionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,

    PRIMARY KEY ("sessionId", "kind"),
    CONSTRAINT "Comment_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
