-- In which of the study's sizes somebody sees the pictures: fixed when they are given their form. NULL: the largest.
ALTER TABLE "Session" ADD COLUMN "displayPx" INTEGER;
