-- CreateTable
CREATE TABLE "Study" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "mode" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "study" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "manifest" JSONB NOT NULL,
    "planSha256" TEXT NOT NULL,
    "consentSha256" TEXT NOT NULL,
    "designSha256" TEXT NOT NULL,
    "manifestSha256" TEXT NOT NULL,
    "completionCode" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "openedAt" DATETIME,
    "closedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Stimulus" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "studyId" TEXT NOT NULL,
    "armId" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "pixelsSha256" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    CONSTRAINT "Stimulus_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Form" (
    "studyId" TEXT NOT NULL,
    "formIndex" INTEGER NOT NULL,
    "sessionId" TEXT,
    "leasedAt" DATETIME,
    "finishedAt" DATETIME,

    PRIMARY KEY ("studyId", "formIndex"),
    CONSTRAINT "Form_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Form_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Trial" (
    "studyId" TEXT NOT NULL,
    "formIndex" INTEGER NOT NULL,
    "trialIndex" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,
    "questionId" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "left" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("studyId", "formIndex", "trialIndex"),
    CONSTRAINT "Trial_studyId_formIndex_fkey" FOREIGN KEY ("studyId", "formIndex") REFERENCES "Form" ("studyId", "formIndex") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "studyId" TEXT NOT NULL,
    "raterId" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "consentedAt" DATETIME NOT NULL,
    "consentSha256" TEXT NOT NULL,
    "finishedAt" DATETIME,
    CONSTRAINT "Session_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Token" (
    "token" TEXT NOT NULL PRIMARY KEY,
    "sessionId" TEXT NOT NULL,
    "trialIndex" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "stimulusId" TEXT NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    CONSTRAINT "Token_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Answer" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" TEXT NOT NULL,
    "answerId" TEXT NOT NULL,
    "trialIndex" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "choice" TEXT NOT NULL,
    "inputDevice" TEXT NOT NULL,
    "presentation" INTEGER NOT NULL,
    "rtMs" REAL NOT NULL,
    "loadMsLeft" REAL NOT NULL,
    "loadMsRight" REAL NOT NULL,
    "prematurePresses" INTEGER NOT NULL,
    "displayPx" INTEGER NOT NULL,
    "devicePixelRatio" REAL NOT NULL,
    "windowWidthPx" INTEGER NOT NULL,
    "windowHeightPx" INTEGER NOT NULL,
    "payloadSha256" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    CONSTRAINT "Answer_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Stimulus_studyId_armId_promptId_key" ON "Stimulus"("studyId", "armId", "promptId");

-- CreateIndex
CREATE UNIQUE INDEX "Form_sessionId_key" ON "Form"("sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_reference_key" ON "Session"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "Session_studyId_raterId_key" ON "Session"("studyId", "raterId");

-- CreateIndex
CREATE UNIQUE INDEX "Token_sessionId_trialIndex_side_key" ON "Token"("sessionId", "trialIndex", "side");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_sessionId_answerId_key" ON "Answer"("sessionId", "answerId");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_sessionId_trialIndex_revision_key" ON "Answer"("sessionId", "trialIndex", "revision");

-- Answers are a log: rows are inserted, never changed and never removed.
CREATE TRIGGER "Answer_keeps_rows" BEFORE UPDATE ON "Answer"
BEGIN
    SELECT RAISE(ABORT, 'answers are append-only');
END;

CREATE TRIGGER "Answer_keeps_all_rows" BEFORE DELETE ON "Answer"
BEGIN
    SELECT RAISE(ABORT, 'answers are append-only');
END;
