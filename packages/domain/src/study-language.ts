import { z } from "zod";

/** The languages that participants' pages are written in, as BCP 47 names them. */
export const StudyLanguage = z.enum(["en", "de", "es"]);
export type StudyLanguage = z.infer<typeof StudyLanguage>;
