import { chainFaults } from "@pairlab/db/chain-faults";
import type { Database } from "@pairlab/db/client";
import { readChain } from "@pairlab/db/read-chain";
import { readStudyVotes } from "@pairlab/db/read-study";
import { verifyAnswers } from "@pairlab/db/verify-answers";
import fc from "fast-check";
import { expect } from "vitest";
import { type Move, stepAfter } from "../../core/flow.ts";
import { addSmallStudy, trialsPerForm } from "./small-study.fixture.ts";
import { type Visitor, visitor } from "./visitor.fixture.ts";

const persons = 3;
const ours = Date.UTC(2026, 10, 25, 9);
const moves = ["agree", "practise", "understand", "misunderstand", "start", "finish"] as const;
/** Pages that end a participation, or that say to come back later. */
const ends = ["done", "returned", "paused", "closed", "full"];

interface KnownPerson {
  place: "consent" | "instructions" | "comprehension" | "practice" | "trial" | "done" | "returned";
  mistakes: number;
  answered: number;
  /** Of the last trial that was answered. */
  revision: number;
}

/** The journey as a researcher would tell it. */
interface Model {
  study: "open" | "paused" | "closed";
  minute: number;
  people: KnownPerson[];
}

interface Real {
  database: Database;
  studyId: string;
  people: Visitor[];
}

type Command = fc.AsyncCommand<Model, Real>;

/** A command of the person `who`; its effect on the model is decided before it is done. */
function command(
  name: string,
  who: number,
  run: (person: Visitor, known: KnownPerson, model: Model) => Promise<void>,
): Command {
  return {
    check: () => true,
    toString: () => `${name}(${who})`,
    run: async (model, real) => {
      const [person, known] = [real.people[who], model.people[who]];
      if (person === undefined || known === undefined) return;
      person.at(new Date(ours + model.minute * 60_000));
      await run(person, known, model);
      await expectLaws(person, known, model);
    },
  };
}

/** Where a button leads; undefined: it does nothing now. */
function after(move: Move, known: KnownPerson, { study }: Model): KnownPerson["place"] | undefined {
  const { place, mistakes, answered } = known;
  if (`${place} ${move}` === "trial finish") return answered === trialsPerForm ? "done" : undefined;
  if (study === "closed" || (place === "consent" && study === "paused")) return undefined;
  if (move === "misunderstand" && mistakes > 0 && place === "comprehension") return "returned";
  return ways[`${place} ${move}`];
}

const ways: Partial<Record<string, KnownPerson["place"]>> = {
  "consent agree": "instructions",
  "instructions practise": "comprehension",
  "comprehension understand": "practice",
  "comprehension misunderstand": "instructions",
  "practice start": "trial",
};

const press = (move: Move, who: number) =>
  command(move, who, async (person, known, model) => {
    const { place, visit } = await person.see();
    const isFull = known.place === "consent" && place === "full";
    const next = isFull ? undefined : after(move, known, model);
    if (next === undefined) expect(stepAfter(visit, move)).toBe("stay");
    await person.press(move);
    if (next === undefined) return;
    if (move === "misunderstand") known.mistakes += 1;
    known.place = next;
  });

const vote = (who: number) =>
  command("vote", who, async (person, known) => {
    if (known.place !== "trial" || known.answered === trialsPerForm) return;
    expect(await person.answer(`${known.answered} 0`, known.answered)).toBe("recorded");
    known.answered += 1;
    known.revision = 0;
  });

/** The request that was answered, but whose answer got lost, again. */
const sameVote = (who: number) =>
  command("same vote again", who, async (person, known) => {
    if (known.answered === 0) return;
    const last = known.answered - 1;
    expect(await person.answer(`${last} ${known.revision}`, last, known.revision)).toBe(
      "already-recorded",
    );
  });

const undo = (who: number) =>
  command("undo", who, async (person, known) => {
    if (known.place !== "trial" || known.answered === 0) return;
    const [last, revision] = [known.answered - 1, known.revision + 1];
    expect(await person.answer(`${last} ${revision}`, last, revision)).toBe("recorded");
    known.revision = revision;
  });

/** A tab that still shows an earlier trial. */
const secondTab = (who: number) =>
  command("second tab", who, async (person, known, model) => {
    if (known.place !== "trial" || known.answered === 0) return;
    const name = `stale ${model.minute}`;
    expect(await person.answer(name, 0)).toBe("already-recorded");
  });

const refresh = (who: number) => command("refresh", who, async () => undefined);

const passing = (minutes: number): Command => ({
  check: () => true,
  toString: () => `${minutes} minutes pass`,
  run: async (model) => {
    model.minute += minutes;
  },
});

const change = (study: Model["study"]): Command => ({
  check: () => true,
  toString: () => study,
  run: async (model, { database, studyId }) => {
    await database.study.update({ where: { id: studyId }, data: { state: study } });
    model.study = study;
  },
});

async function expectLaws(person: Visitor, known: KnownPerson, model: Model): Promise<void> {
  const { place, visit, session } = await person.see();
  const isSent = known.place === "consent" || model.study === "closed";
  const stays = ["trial", "done", "returned"].includes(known.place);
  if (!isSent || stays) expect(place).toBe(known.place);
  if (known.place === "consent") expect(session).toBeUndefined();
  else expect(session?.answered).toBe(known.answered);
  const canMove = moves.some((move) => stepAfter(visit, move) !== "stay");
  const canVote = place === "trial" && known.answered < trialsPerForm;
  expect(canMove || canVote || ends.includes(place)).toBe(true);
}

/** What must be so once everything has happened. */
async function expectKept({ people }: Model, { database, studyId }: Real): Promise<void> {
  const agreed = people.filter(({ place }) => place !== "consent");
  const sessions = await database.session.findMany({
    where: { studyId },
    include: { answers: true },
  });
  expect(sessions).toHaveLength(agreed.length);
  for (const { step, answers } of sessions) {
    const trials = new Set(answers.map(({ trialIndex }) => trialIndex));
    if (step === "done") expect(trials.size).toBe(trialsPerForm);
  }
  const { votes, incompleteVotes, surplusVotes } = await readStudyVotes(database, studyId);
  const given = people.reduce((sum, { answered }) => sum + answered, 0);
  expect(votes.length + incompleteVotes + surplusVotes).toBe(given);
  expect(new Set(votes.map(({ promptId, left }) => `${promptId} ${left}`)).size).toBe(votes.length);
  const links = await readChain(database, studyId);
  expect([...chainFaults(links), ...(await verifyAnswers(database, studyId))]).toEqual([]);
}

const anybody = fc.nat(persons - 1);
const onTheWay = ["agree", "practise", "understand", "start"] as const;
const anyCommands = fc.commands(
  [
    fc.tuple(fc.constantFrom(...moves), anybody).map(([move, who]) => press(move, who)),
    fc.tuple(fc.constantFrom(...onTheWay), anybody).map(([move, who]) => press(move, who)),
    ...Array.from({ length: 5 }, () => anybody.map(vote)),
    anybody.map((who) => press("finish", who)),
    anybody.map(sameVote),
    anybody.map(undo),
    anybody.map(secondTab),
    anybody.map(refresh),
    fc.constantFrom(1, 5, 31, 45, -50).map(passing),
    fc.constantFrom<Model["study"]>("open", "open", "paused", "closed").map(change),
  ],
  { size: "max", maxCommands: 60 },
);

/** Any order of what people and researchers do, on one database, against the model; half of it begins in front of the trials. */
export const anyJourney = (database: Database) => {
  let studies = 0;
  return fc.asyncProperty(anyCommands, fc.boolean(), async (commands, isUnderWay) => {
    studies += 1;
    const studyId = `journey-${studies}`;
    await addSmallStudy(database, studyId, 2);
    const real: Real = {
      ...{ database, studyId },
      people: Array.from({ length: persons }, () => visitor(database, studyId)),
    };
    const known = () => ({ place: "consent" as const, mistakes: 0, answered: 0, revision: 0 });
    const model: Model = {
      study: "open",
      minute: 0,
      people: Array.from({ length: persons }, known),
    };
    const begin = isUnderWay ? onTheWay.flatMap((move) => [press(move, 0), press(move, 1)]) : [];
    await fc.asyncModelRun(() => ({ model, real }), [...begin, ...commands]);
    await expectKept(model, real);
  });
};
