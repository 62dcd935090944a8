/** How far a session has come. Stored; an answer is counted beside it. */
export const sessionSteps = ["instructions", "practice", "trials", "done"] as const;
export type SessionStep = (typeof sessionSteps)[number];

/** The pages a participant can be on. Each is one URL below `/s/<study>`. */
export type Place = "consent" | "closed" | "full" | "instructions" | "practice" | "trial" | "done";

/** What the server knows of somebody who asks for a page. */
export interface Visit {
  study: "draft" | "open" | "closed";
  /** A form nobody holds. Only who hasn't agreed yet needs one: a place is found for everybody else. */
  hasFreeForm: boolean;
  /** null: nobody we know; nothing is stored before consent. */
  session: { step: SessionStep; answered: number; planned: number } | null;
}

/** What a participant can ask for by pressing a button. */
export type Move = "agree" | "practise" | "start" | "finish";

/**
 * The page somebody belongs on, whatever they asked for: refresh, Back, a second tab and a typed
 * URL all come here.
 */
export function placeFor(visit: Visit): Place {
  const step = visit.session?.step;
  if (step === "done") return "done";
  if (answeredAll(visit)) return "trial"; // who gave every answer may finish a closed study too
  if (visit.study !== "open") return "closed";
  if (step === "trials") return "trial";
  if (step !== undefined) return step;
  return visit.hasFreeForm ? "consent" : "full";
}

/**
 * The step a move leads to; `stay` when it doesn't apply any more (a double click, a stale tab) or
 * not yet, so that every move may be repeated safely.
 */
export function stepAfter(visit: Visit, move: Move): SessionStep | "stay" {
  const place = placeFor(visit);
  if (move === "agree") return place === "consent" ? "instructions" : "stay";
  if (visit.session === null) return "stay";
  if (move === "practise") return place === "instructions" ? "practice" : "stay";
  if (move === "start") return place === "practice" ? "trials" : "stay";
  return answeredAll(visit) ? "done" : "stay";
}

const answeredAll = ({ session }: Visit): boolean =>
  session?.step === "trials" && session.answered === session.planned;
