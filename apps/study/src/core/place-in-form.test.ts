import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterAnswer,
  afterFound,
  afterPress,
  afterStep,
  afterUndo,
  canUndo,
  type PlaceInForm,
  placeAt,
  revisionAt,
} from "./place-in-form.ts";

/** Pressed, and the outline is over. */
const answered = (place: PlaceInForm) => afterAnswer(afterPress(place), place.current);
const start = placeAt({ answered: 0, lastRevision: null });

test("Undo goes back one step and no further, until the next answer", () => {
  expect(canUndo(start)).toBe(false);
  const second = answered(start);
  const back = afterUndo(second);
  expect([back.current, revisionAt(back)]).toEqual([0, 1]);
  expect(afterUndo(back)).toEqual(back);
  const again = afterUndo(answered(back));
  expect([again.current, revisionAt(again)]).toEqual([0, 2]);
  const third = answered(answered(again));
  expect([third.current, revisionAt(third), third.lastRevision]).toEqual([2, 0, 0]);
});

test("an answer that comes a second time moves nobody twice", () => {
  const second = answered(start);
  expect(afterAnswer(second, 0)).toEqual(second);
});

test("the server's word during the outline moves nobody, and nothing can be undone in it", () => {
  const given = afterPress(answered(start));
  expect(afterStep(given, { answered: 2, lastRevision: 0 })).toEqual(given);
  expect(afterUndo(given)).toEqual(given);
  expect(afterAnswer(given, 1)).toEqual(placeAt({ answered: 2, lastRevision: 0 }));
});

test("a server that hasn't heard of the last answers takes nobody back; a second tab leads on", () => {
  const third = answered(answered(start));
  expect(afterStep(third, { answered: 1, lastRevision: 0 })).toEqual(third);
  const undone = afterUndo(third);
  expect(afterStep(undone, { answered: 2, lastRevision: 0 })).toEqual(undone);
  expect(afterStep(undone, { answered: 3, lastRevision: 0 })).toEqual(
    placeAt({ answered: 3, lastRevision: 0 }),
  );
});

test("what a second tab revised is not revised with the same number again", () => {
  const here = placeAt({ answered: 4, lastRevision: 0 });
  expect(revisionAt(afterUndo(afterStep(here, { answered: 4, lastRevision: 2 })))).toBe(3);
});

test("answers that an earlier page left behind count as given", () => {
  const found = [
    { trialIndex: 3, revision: 1 },
    { trialIndex: 4, revision: 0 },
  ];
  expect(afterFound(placeAt({ answered: 4, lastRevision: 0 }), found)).toEqual(
    placeAt({ answered: 5, lastRevision: 0 }),
  );
});

test("whatever is pressed, each trial is answered before the next and revisions have no gap", () => {
  const press = fc.constantFrom("answer", "undo");
  fc.assert(
    fc.property(fc.array(press, { maxLength: 60 }), (presses) => {
      const given: [number, number][] = [];
      let place = start;
      for (const one of presses) {
        if (one === "undo") place = afterUndo(place);
        else {
          given.push([place.current, revisionAt(place)]);
          place = answered(place);
        }
      }
      for (const [at, [trial, revision]] of given.entries()) {
        const [before, last] = given[at - 1] ?? [-1, 0];
        expect(revision === 0 ? [trial, 0] : [trial, revision]).toEqual(
          revision === 0 ? [before + 1, 0] : [before, last + 1],
        );
      }
    }),
  );
});
