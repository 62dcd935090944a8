-- How an answer came about, in full. NULL in older rows: it was not recorded.
ALTER TABLE "Answer" ADD COLUMN "skipReason" TEXT;
ALTER TABLE "Answer" ADD COLUMN "skipNote" TEXT;
ALTER TABLE "Answer" ADD COLUMN "onsetMs" REAL;
ALTER TABLE "Answer" ADD COLUMN "zoomMs" REAL;
ALTER TABLE "Answer" ADD COLUMN "flips" INTEGER;
ALTER TABLE "Answer" ADD COLUMN "hiddenMs" REAL;
ALTER TABLE "Answer" ADD COLUMN "blurCount" INTEGER;
ALTER TABLE "Answer" ADD COLUMN "stimulusPx" INTEGER;
