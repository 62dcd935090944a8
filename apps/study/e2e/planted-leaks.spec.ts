import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../packages/cli/src/free-port.ts";
import { tryAdversary } from "../../../packages/cli/src/leaks/adversary.ts";
import { visitOften } from "../../../packages/cli/src/leaks/examine-leaks.ts";
import { httpClient } from "../../../packages/cli/src/leaks/http-client.ts";
import { type Rehearsal, rehearseStudy } from "../../../packages/cli/src/leaks/rehearse-study.ts";
import {
  buildStudyApp,
  type StudyApp,
  serveStudyApp,
} from "../../../packages/cli/src/study-app.ts";
import { labStudy, labStudyId } from "../../../tools/leak-lab/lab-study.ts";
import { type PlantedLeak, plantedLeaks } from "../../../tools/leak-lab/planted-leaks.ts";
import { plantedProxy } from "../../../tools/leak-lab/planted-proxy.ts";

// A small lab: few visitors, and a delay that no noise of a busy machine hides.
const fewSessions = 4;
const someSessions = 10;
const longDelay: PlantedLeak = { delayMs: (arm) => (arm === 2 ? 60 : 0) };
const permutations = 1999;

let lab: Awaited<ReturnType<typeof labStudy>> | undefined;
let rehearsal: Rehearsal | undefined;
let app: StudyApp | undefined;
beforeAll(async () => {
  lab = await labStudy();
  const { context } = lab;
  const sessions = 5 * fewSessions + 3 * someSessions;
  rehearsal = await rehearseStudy(context, labStudyId, { trials: sessions * 24, browserTrials: 0 });
  await buildStudyApp(context.root);
  app = await serveStudyApp(context.root, rehearsal.folders, await freePort(21_000));
});
afterAll(async () => {
  await app?.stop();
  await rehearsal?.remove();
  lab?.remove();
});

async function visited(leak: PlantedLeak, sessions: number) {
  if (app === undefined || rehearsal === undefined) throw new Error("nothing is served");
  const between = await plantedProxy(leak)(rehearsal, app.origin);
  const client = httpClient(between.origin);
  try {
    const progress = { update: () => undefined };
    return await visitOften(client, rehearsal, { sessions, seed: 1, progress });
  } finally {
    client.close();
    await between.stop();
  }
}

const broken = ({ checks }: Awaited<ReturnType<typeof visited>>) =>
  checks.filter(({ holds }) => !holds).map(({ name }) => name);

test("between that plants nothing breaks no exact check", async () => {
  expect(broken(await visited(plantedLeaks.none, fewSessions))).toEqual([]);
});

test.each([
  ["size", "one body length for all pictures"],
  ["header", "one headers for all pictures"],
  ["chunk", "one chunks for all pictures"],
  ["payload", "nothing beside a trial's addresses but what is shown with them"],
] as const)("a planted leak by %s breaks an exact check", async (name, check) => {
  expect(broken(await visited(plantedLeaks[name], fewSessions))).toContain(check);
});

test.each([
  ["delay", longDelay, "time to first byte"],
  ["order", plantedLeaks.order, "order in the page or reply"],
  ["token", plantedLeaks.token, "token character 1"],
] as const)("a planted leak by %s is told by the adversary", async (_name, leak, feature) => {
  const { rows } = await visited(leak, someSessions);
  const { tests, holds } = tryAdversary(rows, { permutations, seed: 1 });
  const told = tests.filter(({ adjusted }) => adjusted <= 0.05).map(({ name }) => name);
  expect(told).toContain(feature);
  expect(holds).toBe(false);
});
