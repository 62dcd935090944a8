import type { AnswerSubmission } from "./answer-submission.ts";
import type { Step } from "./trial-view.ts";

/** Where a person stands in their form, as their browser sees it. */
export interface PlaceInForm {
  /** 0-based trial in front of them; the number of trials: the page after the last. */
  current: number;
  /** Undo has brought the current trial back: its next answer is a revision. */
  isUndone: boolean;
  /** It has its answer, and its outline is still shown. */
  isGiven: boolean;
  /** The latest revision of the last answered trial; null: nothing is answered yet. */
  lastRevision: number | null;
}

type Standing = Pick<Step, "answered" | "lastRevision">;

/** In front of the next trial. */
export const placeAt = ({ answered, lastRevision }: Standing): PlaceInForm => ({
  ...{ current: answered, isUndone: false, isGiven: false, lastRevision },
});

/** One step back at most: to the last answer, until the next one is given. */
export const canUndo = ({ isUndone, isGiven, lastRevision }: PlaceInForm): boolean =>
  !isUndone && !isGiven && lastRevision !== null;

/** The revision of the answer that is given here. */
export const revisionAt = ({ isUndone, lastRevision }: PlaceInForm): number =>
  isUndone ? (lastRevision ?? -1) + 1 : 0;

/** Back at the last answered trial; nowhere else when that isn't possible. */
export const afterUndo = (place: PlaceInForm): PlaceInForm =>
  canUndo(place) ? { ...place, current: place.current - 1, isUndone: true } : place;

/** Still at the current trial, which has its answer now. */
export const afterPress = (place: PlaceInForm): PlaceInForm => ({
  ...{ current: place.current, isUndone: false, isGiven: true, lastRevision: revisionAt(place) },
});

/** Past the current trial, unless something has led past it already. */
export const afterAnswer = (place: PlaceInForm, trialIndex: number): PlaceInForm =>
  place.current === trialIndex
    ? { ...place, current: trialIndex + 1, isUndone: false, isGiven: false }
    : place;

/** With what the server says: a second tab may have gone further. */
export function afterStep(place: PlaceInForm, step: Standing): PlaceInForm {
  const answered = place.current + Number(place.isUndone || place.isGiven);
  if (step.answered < answered) return place; // it hasn't heard of everything yet
  if (step.answered > answered) return placeAt(step);
  const known = [place.lastRevision, step.lastRevision].filter((one) => one !== null);
  return { ...place, lastRevision: known.length === 0 ? null : Math.max(...known) };
}

/** With answers of an earlier page that the server hasn't heard of. */
export const afterFound = (
  place: PlaceInForm,
  found: readonly Pick<AnswerSubmission, "trialIndex" | "revision">[],
): PlaceInForm =>
  found.reduce(
    (at, { trialIndex, revision }) =>
      afterStep(at, { answered: trialIndex + 1, lastRevision: revision }),
    place,
  );
