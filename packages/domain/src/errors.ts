/** What went wrong, as seen by the person who can mend it. Exit code and HTTP status follow from it. */
export type ErrorKind = "input" | "missing" | "conflict" | "refused";

/** The process exit code of each kind; 0 is success, 1 a found difference, 70 a bug, 130 an interruption. */
export const exitCodes = {
  input: 2,
  missing: 3,
  conflict: 4,
  refused: 5,
} as const satisfies Record<ErrorKind, number>;

/** The HTTP status of each kind. */
export const httpStatuses = {
  input: 400,
  missing: 404,
  conflict: 409,
  refused: 403,
} as const satisfies Record<ErrorKind, number>;

export interface ErrorExtras {
  /** The next action, as a command when there is one. */
  hint?: string;
  /** A stable word for programs. */
  code?: string;
  details?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/**
 * The only class of error that Pairlab shows without a stack trace.
 *
 * `message` says what was found, with the value and the place: lower case, no full stop, first word
 * one of invalid, missing, unknown, duplicate, mismatched. Everything else that is thrown is a bug.
 */
export class KnownError extends Error {
  readonly kind: ErrorKind;
  readonly hint: string | undefined;
  readonly code: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(kind: ErrorKind, message: string, extras: ErrorExtras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = "KnownError";
    this.kind = kind;
    this.hint = extras.hint;
    this.code = extras.code;
    this.details = extras.details;
  }
}
