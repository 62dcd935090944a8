/** One trial as the browser may know it: two opaque picture addresses and nothing of the design. */
export interface TrialView {
  /** 0-based place in the form. */
  index: number;
  /** 0-based; which of the form's blocks it is in. */
  block: number;
  /** null where the question is asked without the prompt. */
  promptText: string | null;
  /** Stands instead of prompt and question: what to press in an attention check. null: an ordinary pair. */
  instruction: string | null;
  left: string;
  right: string;
}

/** One block as the browser may know it. */
export interface BlockView {
  question: string;
  /** 0-based index of its first trial. */
  firstTrial: number;
  trials: number;
  /** Its longest prompt: the room that is kept, so that pictures never move. null: none is shown. */
  longestPrompt: string | null;
}

/** Where a session stands and what it may load next. */
export interface Step {
  answered: number;
  /** Of the last answered trial: its latest revision. null: nothing is answered yet. */
  lastRevision: number | null;
  place: PlaceReply["place"];
  /** The last answered trial, for Undo, and those that come next. */
  upcoming: TrialView[];
}

/** Whether the form is this person's alone, or somebody else was given it or has filled it. */
export interface PlaceReply {
  place: "own" | "shared";
}

/** What the server says to an answer, after its commit. */
export type AnswerReply =
  | { status: "next"; step: Step }
  | { status: "already-recorded"; step: Step }
  | { status: "done"; step: Step };

/** What the server says when it can't take an answer. */
export interface ErrorReply {
  error: string;
  /** A stable word where the page does something else than say it. `erased`: the session is gone as its person asked. */
  code?: string;
  hint?: string;
}
