import fc from "fast-check";
import { expect, test } from "vitest";
import { type Move, type Place, placeFor, stepAfter, type Visit } from "./flow.ts";

const planned = 4;
type Event = Move | "answer" | "refresh" | "close" | "open" | "lastFormGone" | "formBack";
const events: Event[] = [
  "agree",
  "practise",
  "start",
  "finish",
  "answer",
  "refresh",
  "close",
  "open",
  "lastFormGone",
  "formBack",
];
const anyEvents = fc.array(fc.constantFrom(...events), { maxLength: 60 });
const nobody: Visit = { study: "open", hasFreeForm: true, session: null };

/** What the server does with an event, by the flow's word alone. */
function after(visit: Visit, event: Event): Visit {
  switch (event) {
    case "refresh":
      return visit;
    case "close":
      return { ...visit, study: "closed" };
    case "open":
      return { ...visit, study: "open" };
    case "lastFormGone":
      return { ...visit, hasFreeForm: false };
    case "formBack":
      return { ...visit, hasFreeForm: true };
    case "answer": {
      const { session } = visit;
      if (placeFor(visit) !== "trial" || session === null || session.answered === planned)
        return visit;
      return { ...visit, session: { ...session, answered: session.answered + 1 } };
    }
    default: {
      const step = stepAfter(visit, event);
      if (step === "stay") return visit;
      return { ...visit, session: { step, answered: visit.session?.answered ?? 0, planned } };
    }
  }
}

function walk(path: readonly Event[]): Visit[] {
  const seen = [nobody];
  for (const event of path) seen.push(after(seen.at(-1) ?? nobody, event));
  return seen;
}

test("no path leads to the done page without consent, practice, start, every answer and finish", () => {
  fc.assert(
    fc.property(anyEvents, (path) => {
      const reached = walk(path).findIndex((visit) => placeFor(visit) === "done");
      if (reached === -1) return;
      const taken = path.slice(0, reached);
      const needed: Event[] = ["agree", "practise", "start"];
      let from = 0;
      for (const event of needed) {
        from = taken.indexOf(event, from) + 1;
        expect(from).toBeGreaterThan(0);
      }
      expect(taken.filter((event) => event === "answer").length).toBeGreaterThanOrEqual(planned);
      expect(taken.at(-1)).toBe("finish");
    }),
  );
});

test("a session never loses a step or an answer", () => {
  const order = ["instructions", "practice", "trials", "done"];
  fc.assert(
    fc.property(anyEvents, (path) => {
      const sessions = walk(path).map(({ session }) => session);
      for (const [i, session] of sessions.entries()) {
        const before = sessions[i - 1];
        if (before === null || before === undefined) continue;
        expect(order.indexOf(session?.step ?? "")).toBeGreaterThanOrEqual(
          order.indexOf(before.step),
        );
        expect(session?.answered).toBeGreaterThanOrEqual(before.answered);
      }
    }),
  );
});

test("each move counts once however often it is repeated", () => {
  fc.assert(
    fc.property(
      anyEvents,
      fc.constantFrom<Move>("agree", "practise", "start", "finish"),
      (path, move) => {
        const once = after(walk(path).at(-1) ?? nobody, move);
        expect(after(once, move)).toEqual(once);
      },
    ),
  );
});

test("every place of an open study with free forms has a way out until the done page", () => {
  const ways: Record<Place, readonly Event[]> = {
    consent: ["agree"],
    instructions: ["practise"],
    practice: ["start"],
    trial: ["answer", "finish"],
    closed: ["open"],
    full: ["formBack"],
    done: [],
  };
  fc.assert(
    fc.property(anyEvents, (path) => {
      const visit = walk(path).at(-1) ?? nobody;
      const place = placeFor(visit);
      if (place === "done") return;
      expect(ways[place].some((event) => after(visit, event) !== visit)).toBe(true);
    }),
  );
});

test("who has finished stays on the done page when the study closes or fills", () => {
  const session = { step: "done", answered: planned, planned } as const;
  expect(placeFor({ study: "closed", hasFreeForm: false, session })).toBe("done");
});

test("nobody who has agreed is turned away when the last free form goes", () => {
  const at = (step: "instructions" | "practice"): Visit => ({
    ...{ study: "open", hasFreeForm: false },
    session: { step, answered: 0, planned: 0 },
  });
  expect(placeFor(at("instructions"))).toBe("instructions");
  expect(stepAfter(at("practice"), "start")).toBe("trials");
  expect(placeFor({ ...nobody, hasFreeForm: false })).toBe("full");
});

test("who has a form keeps it when the last free one goes", () => {
  const session = { step: "trials", answered: 1, planned } as const;
  expect(placeFor({ study: "open", hasFreeForm: false, session })).toBe("trial");
});

test("who gave every answer before the study closed can still finish, and gets the code", () => {
  const session = { step: "trials", answered: planned, planned } as const;
  const visit: Visit = { study: "closed", hasFreeForm: false, session };
  expect(placeFor(visit)).toBe("trial");
  expect(stepAfter(visit, "finish")).toBe("done");
  const short = { ...session, answered: planned - 1 };
  expect(placeFor({ ...visit, session: short })).toBe("closed");
  expect(stepAfter({ ...visit, session: short }, "finish")).toBe("stay");
});
