import fc from "fast-check";
import { expect, test } from "vitest";
import { type Move, type Place, placeFor, stepAfter, type Visit } from "./flow.ts";

const planned = 4;
type Event =
  | Move
  | "answer"
  | "refresh"
  | "close"
  | "pause"
  | "open"
  | "lastFormGone"
  | "formBack"
  | "arrive";
const events: Event[] = [
  "agree",
  "pass",
  "fail",
  "practise",
  "understand",
  "misunderstand",
  "start",
  "finish",
  "answer",
  "refresh",
  "close",
  "pause",
  "open",
  "arrive",
  "lastFormGone",
  "formBack",
];
const anyEvents = fc.array(fc.constantFrom(...events), { maxLength: 60 });
const asks = { screening: true, comprehension: true };
const nobody: Visit = { study: "open", hasEntry: true, hasFreeForm: true, asks, session: null };
const fresh = { exit: null, mistakes: 0 } as const;

/** What the server does with an event, by the flow's word alone. */
function after(visit: Visit, event: Event): Visit {
  switch (event) {
    case "refresh":
      return visit;
    case "close":
      return { ...visit, study: "closed" };
    case "pause":
      return { ...visit, study: "paused" };
    case "arrive":
      return { ...visit, hasEntry: true };
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
      const before = visit.session ?? { step: "instructions", ...fresh, answered: 0, planned };
      const mistakes = before.mistakes + (event === "misunderstand" ? 1 : 0);
      if (step === "screened" || step === "returned")
        return { ...visit, session: { ...before, mistakes, exit: step } };
      return { ...visit, session: { ...before, mistakes, step } };
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
      const needed: Event[] = ["agree", "pass", "practise", "understand", "start"];
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
  const order = ["screening", "instructions", "practice", "trials", "done"];
  // A wrong answer leads back to the instructions once.
  const rank = (step = "") => order.indexOf(step === "comprehension" ? "instructions" : step);
  fc.assert(
    fc.property(anyEvents, (path) => {
      const sessions = walk(path).map(({ session }) => session);
      for (const [i, session] of sessions.entries()) {
        const before = sessions[i - 1];
        if (before === null || before === undefined) continue;
        expect(rank(session?.step)).toBeGreaterThanOrEqual(rank(before.step));
        expect(session?.answered).toBeGreaterThanOrEqual(before.answered);
      }
    }),
  );
});

test("each move counts once however often it is repeated", () => {
  fc.assert(
    fc.property(
      anyEvents,
      fc.constantFrom<Move>("agree", "pass", "practise", "understand", "start", "finish"),
      (path, move) => {
        const once = after(walk(path).at(-1) ?? nobody, move);
        expect(after(once, move)).toEqual(once);
      },
    ),
  );
});

test("every place has a way out until the done page or an exit", () => {
  const ways: Record<Place, readonly Event[]> = {
    entry: ["arrive"],
    consent: ["agree"],
    draft: ["open"],
    paused: ["open"],
    screening: ["pass", "fail"],
    comprehension: ["understand", "misunderstand"],
    screened: [],
    returned: [],
    instructions: ["practise"],
    practice: ["start"],
    trial: ["answer", "finish"],
    closed: ["open"],
    full: ["formBack"],
    done: [],
    erased: [],
  };
  fc.assert(
    fc.property(anyEvents, (path) => {
      const visit = walk(path).at(-1) ?? nobody;
      const place = placeFor(visit);
      if (["done", "screened", "returned"].includes(place)) return;
      expect(ways[place].some((event) => after(visit, event) !== visit)).toBe(true);
    }),
  );
});

test("who has finished stays on the done page when the study closes or fills", () => {
  const session = { step: "done", ...fresh, answered: planned, planned } as const;
  expect(placeFor({ ...nobody, study: "closed", hasFreeForm: false, session })).toBe("done");
});

test("nobody who has agreed is turned away when the last free form goes", () => {
  const at = (step: "instructions" | "practice"): Visit => ({
    ...{ ...nobody, hasFreeForm: false },
    session: { step, ...fresh, answered: 0, planned: 0 },
  });
  expect(placeFor(at("instructions"))).toBe("instructions");
  expect(stepAfter(at("practice"), "start")).toBe("trials");
  expect(placeFor({ ...nobody, hasFreeForm: false })).toBe("full");
});

test("who has a form keeps it when the last free one goes", () => {
  const session = { step: "trials", ...fresh, answered: 1, planned } as const;
  expect(placeFor({ ...nobody, hasFreeForm: false, session })).toBe("trial");
});

test("who has begun may finish a study that closed, and who hasn't may not begin", () => {
  const session = { step: "trials", ...fresh, answered: planned, planned } as const;
  const visit: Visit = { ...nobody, study: "closed", hasFreeForm: false, session };
  expect(placeFor(visit)).toBe("trial");
  expect(stepAfter(visit, "finish")).toBe("done");
  const short = { ...session, answered: planned - 1 };
  expect(placeFor({ ...visit, session: short })).toBe("trial");
  expect(stepAfter({ ...visit, session: short }, "finish")).toBe("stay");
  const early = { step: "practice", ...fresh, answered: 0, planned: 0 } as const;
  expect(placeFor({ ...visit, session: early })).toBe("closed");
  expect(stepAfter({ ...visit, session: early }, "start")).toBe("stay");
});

test("of two wrong answers the first leads back to the instructions and the second ends, without a penalty", () => {
  const taken = walk(["agree", "pass", "practise", "misunderstand"]).at(-1) ?? nobody;
  expect(placeFor(taken)).toBe("instructions");
  const again = after(taken, "practise");
  expect(placeFor(after(again, "understand"))).toBe("practice");
  const over = after(again, "misunderstand");
  expect(placeFor(over)).toBe("returned");
  for (const move of events) expect(placeFor(after(over, move))).toBe("returned");
});

test("who doesn't pass the screening never comes to a trial, whatever they press", () => {
  const out = walk(["agree", "fail"]).at(-1) ?? nobody;
  fc.assert(
    fc.property(anyEvents, (path) => {
      expect(placeFor(path.reduce(after, out))).toBe("screened");
    }),
  );
});

test("who was erased is told so whatever they press, and no session begins", () => {
  const gone: Visit = { ...nobody, isErased: true };
  fc.assert(
    fc.property(anyEvents, (path) => {
      const visit = path.reduce(after, gone);
      expect(placeFor(visit)).toBe("erased");
      expect(visit.session).toBeNull();
    }),
  );
});

test("a paused study lets nobody in and sends nobody away", () => {
  expect(placeFor({ ...nobody, study: "paused" })).toBe("paused");
  const inside = walk(["agree", "pass", "practise", "understand", "start", "answer"]).at(-1);
  expect(placeFor({ ...(inside ?? nobody), study: "paused" })).toBe("trial");
});

test("who comes without what the recruitment asks for is told how to come, and can't agree", () => {
  const lost: Visit = { ...nobody, hasEntry: false };
  expect(placeFor(lost)).toBe("entry");
  expect(stepAfter(lost, "agree")).toBe("stay");
});

test("a study that asks nothing leads from consent to the instructions and from there to practice", () => {
  const plain: Visit = { ...nobody, asks: { screening: false, comprehension: false } };
  const agreed = after(plain, "agree");
  expect(placeFor(agreed)).toBe("instructions");
  expect(placeFor(after(agreed, "practise"))).toBe("practice");
});
