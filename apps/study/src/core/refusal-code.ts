import type { ErrorKind, KnownError } from "@pairlab/domain/errors";

/** Every kind of request that is refused, in the words of the dashboard. A fixed list: nobody outside can lengthen it. */
export const refusalWords = {
  "foreign-origin": "sent by another site's page",
  "no-session": "sent without a session, or with a forged one",
  "unknown-picture": "a picture's address that isn't this session's",
  "not-issued": "an answer to a pair that was never shown",
  "out-of-order": "an answer out of its order",
  "reused-id": "an answer's id with another content",
  "outside-plan": "a choice or size that the plan hasn't",
  "wrong-step": "something that doesn't belong to the step",
  "too-long": "a body that is too long",
  malformed: "not what a page of ours sends",
  "unknown-id": "a link with an id or code that lets nobody in",
  "no-cookies": "a browser that keeps no cookie",
  "too-many": "more people from one address than are let in",
  paused: "somebody new while the study is paused",
  closed: "somebody after the study has closed",
  full: "somebody when no place was left",
  erased: "somebody whose answers were deleted, as they asked",
  missing: "something that isn't there",
  failure: "a failure of ours: see the server's log",
} as const;
export type RefusalCode = keyof typeof refusalWords;

const usual: Record<ErrorKind, RefusalCode> = {
  input: "malformed",
  missing: "missing",
  conflict: "wrong-step",
  refused: "no-session",
};

/** How an error is recorded: by its code where that is one of the list, else by its kind. */
export const refusalCodeOf = ({ kind, code }: Pick<KnownError, "kind" | "code">): RefusalCode =>
  code !== undefined && isRefusalCode(code) ? code : usual[kind];

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusalWords, code);
