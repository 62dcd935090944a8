/** How far a session has come. Stored; an answer is counted beside it. */
export const sessionSteps = [
  "screening",
  "instructions",
  "comprehension",
  "practice",
  "trials",
  "done",
] as const;
export type SessionStep = (typeof sessionSteps)[number];

/** How a session can end before its trials. Stored. */
export const sessionExits = ["screened", "returned"] as const;
export type SessionExit = (typeof sessionExits)[number];

/** The pages a participant can be on. Each is one URL below `/s/<study>`. */
export type Place =
  | "entry"
  | "consent"
  | "draft"
  | "paused"
  | "closed"
  | "full"
  | "erased"
  | SessionExit
  | Exclude<SessionStep, "trials">
  | "trial";

/** What the server knows of somebody who asks for a page. */
export interface Visit {
  study: "draft" | "open" | "paused" | "closed";
  /** Whether they came as the study's recruitment asks: with an id, an invitation, or by any link where it's open. */
  hasEntry: boolean;
  /** A form nobody holds. Only who hasn't agreed yet needs one: a place is found for everybody else. */
  hasFreeForm: boolean;
  /** They had a session, and it was erased as they asked. */
  isErased?: boolean;
  /** What is asked on the way to the trials. */
  asks: { screening: boolean; comprehension: boolean };
  /** null: nobody we know; nothing is stored before consent. */
  session: {
    step: SessionStep;
    exit: SessionExit | null;
    /** Wrong answers to the comprehension question. */
    mistakes: number;
    answered: number;
    planned: number;
  } | null;
}

/** What a participant can do by pressing a button; of a question, how it was answered. */
export type Move =
  | "agree"
  | "pass"
  | "fail"
  | "practise"
  | "understand"
  | "misunderstand"
  | "start"
  | "finish";

/** Wrong answers to the comprehension question that end a participation. */
const mistakesAllowed = 1;

/**
 * The page somebody belongs on, whatever they asked for: refresh, Back, a second tab and a typed
 * URL all come here.
 */
export function placeFor(visit: Visit): Place {
  const { session, study } = visit;
  const end = endOf(visit);
  if (end !== undefined) return end;
  if (hasBegun(visit)) return "trial"; // a closed study, too, lets people finish
  if (study === "draft" || study === "closed") return study;
  if (session !== null) return session.step === "trials" ? "trial" : session.step;
  if (!visit.hasEntry) return "entry";
  if (study === "paused") return "paused";
  return visit.hasFreeForm ? "consent" : "full";
}

/**
 * What a move leads to; `stay` when it doesn't apply any more (a double click, a stale tab) or
 * not yet, so that every move may be repeated safely.
 */
export function stepAfter(visit: Visit, move: Move): SessionStep | SessionExit | "stay" {
  const { asks, session } = visit;
  const place = placeFor(visit);
  if (place !== placeOf[move]) return "stay";
  switch (move) {
    case "agree":
      return asks.screening ? "screening" : "instructions";
    case "pass":
      return "instructions";
    case "fail":
      return "screened";
    case "practise":
      return asks.comprehension ? "comprehension" : "practice";
    case "understand":
      return "practice";
    case "misunderstand":
      return (session?.mistakes ?? 0) < mistakesAllowed ? "instructions" : "returned";
    case "start":
      return "trials";
    case "finish":
      return answeredAll(visit) ? "done" : "stay";
  }
}

/** The page whose button a move is. */
const placeOf = {
  agree: "consent",
  pass: "screening",
  fail: "screening",
  practise: "instructions",
  understand: "comprehension",
  misunderstand: "comprehension",
  start: "practice",
  finish: "trial",
} as const satisfies Record<Move, Place>;

/** Where nothing leads on. */
function endOf({ session, isErased }: Visit): Place | undefined {
  if (isErased) return "erased";
  return session?.step === "done" ? "done" : (session?.exit ?? undefined);
}

const hasBegun = ({ session, study }: Visit): boolean =>
  session?.step === "trials" && study !== "draft";

const answeredAll = ({ session }: Visit): boolean =>
  session?.step === "trials" && session.answered === session.planned;
