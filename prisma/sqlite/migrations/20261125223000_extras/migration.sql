-- What an attention check asks for or a control ought to bring; and pictures of another prompt than the trial's.
ALTER TABLE "Trial" ADD COLUMN "expected" TEXT;
ALTER TABLE "Trial" ADD COLUMN "leftPromptId" TEXT;
ALTER TABLE "Trial" ADD COLUMN "rightPromptId" TEXT;
