import { z } from "zod";

/** A code that a recruitment service knows what to do with. */
export const CompletionCode = z
  .string()
  .regex(/^[A-Za-z0-9-]{4,40}$/, "use 4 to 40 letters, digits or '-'");

const redirectSeconds = z
  .int()
  .min(15)
  .max(600)
  .optional()
  .describe("seconds after which the last page leads back by itself, with Cancel; default: never");

const httpsUrl = z
  .url({ protocol: /^https$/, error: "use an address that begins with https://" })
  .max(500);

/** How people come to a study, and where they go afterwards. */
export const Recruitment = z.union(
  [
    z.literal("open").describe("anybody with the link takes part"),
    z
      .strictObject({
        kind: z.literal("invitations"),
      })
      .describe("who has a code of `pairlab study invite` takes part, once"),
    z
      .strictObject({
        kind: z.literal("prolific"),
        studyUrl: httpsUrl
          .optional()
          .describe("the study's page on Prolific, for those who come without an id"),
        redirectSeconds,
      })
      .describe("people come with PROLIFIC_PID, STUDY_ID and SESSION_ID"),
    z
      .strictObject({
        kind: z.literal("panel"),
        parameter: z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, "use a letter, then letters, digits, '_' or '-'")
          .describe("name of the parameter that holds the participant's id"),
        returnUrl: httpsUrl
          .refine(
            (url) => url.includes("{id}") || url.includes("{code}"),
            "name {id} or {code} in it",
          )
          .optional()
          .describe("where people go afterwards; {id} and {code} are filled in"),
        redirectSeconds,
      })
      .describe("people come with an id of another panel"),
  ],
  'write "open", or { "kind": … } with the kind invitations, prolific or panel',
);
export type Recruitment = z.infer<typeof Recruitment>;

/** The ways a participation ends early that a service may want a code for. */
export const exitNames = ["declined", "device", "returned", "screened", "full", "closed"] as const;
export type ExitName = (typeof exitNames)[number];

/** Codes of early exits; where one is missing, its page shows none. */
export const ExitCodes = z.partialRecord(z.enum(exitNames), CompletionCode);
export type ExitCodes = z.infer<typeof ExitCodes>;
