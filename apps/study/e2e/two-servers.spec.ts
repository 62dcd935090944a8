import { chainFaults } from "@pairlab/db/chain-faults";
import { readChain } from "@pairlab/db/read-chain";
import { verifyAnswers } from "@pairlab/db/verify-answers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { started, submission } from "./caller.ts";
import { type Served, serveStudy } from "./serve-study.ts";
import { servedStage } from "./served-stage.ts";

const stage = servedStage([{ id: "demo" }]);
let other: Served;
beforeAll(async () => {
  other = await serveStudy(stage().fixture.dataDir);
});
afterAll(async () => {
  expect(other.complaints()).toBe("");
  await other.stop();
});

test("two servers on one database: every answer once, one chain without gaps", async () => {
  const { database } = stage().fixture;
  const people = await Promise.all(
    [0, 1, 2, 3, 4, 5].map(() => started(stage().served.origin, "demo")),
  );
  for (const person of people) await person.look("trial");
  const trials = 8;
  for (let trialIndex = 0; trialIndex < trials; trialIndex += 1)
    await Promise.all(
      people.map(async (person) => {
        // The same answer to both at once: a retry that overtakes what it repeats.
        const answer = submission({ trialIndex });
        const replies = await Promise.all([
          person.answer(answer),
          person.answer(answer, {}, other.origin),
        ]);
        expect(replies.map(({ status }) => status)).toEqual([200, 200]);
        expect(replies.map(({ body }) => body.status).sort()).toEqual(["already-recorded", "next"]);
      }),
    );
  expect(await database.answer.count()).toBe(people.length * trials);
  const links = await readChain(database, "demo");
  expect(links.filter(({ kind }) => kind === "answer")).toHaveLength(people.length * trials);
  expect([...chainFaults(links), ...(await verifyAnswers(database, "demo"))]).toEqual([]);
});
