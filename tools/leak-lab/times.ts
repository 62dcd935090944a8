// npm run leak-lab:times: how long a picture's first byte takes, by arm and side, and for addresses of other kinds.
import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { freePort } from "../../packages/cli/src/free-port.ts";
import { collectSessions } from "../../packages/cli/src/leaks/collect-sessions.ts";
import { httpClient } from "../../packages/cli/src/leaks/http-client.ts";
import { rehearseStudy } from "../../packages/cli/src/leaks/rehearse-study.ts";
import { takePart } from "../../packages/cli/src/leaks/take-part.ts";
import { buildStudyApp, serveStudyApp } from "../../packages/cli/src/study-app.ts";
import { labStudy, labStudyId } from "./lab-study.ts";
import { servingTimes, tokenTimes } from "./serving-times.ts";

const sessions = 80;
const rounds = 500;
const seed = 3;
const { context, remove } = await labStudy();
const rehearsal = await rehearseStudy(context, labStudyId, {
  trials: (sessions + 2) * 24,
  browserTrials: 0,
});
await buildStudyApp(context.root);
const app = await serveStudyApp(context.root, rehearsal.folders, await freePort(22_000));
const client = httpClient(app.origin);
const say = (text: string) => process.stdout.write(`${text}\n`);
const words = (found: { meanMs: number; lowerMs: number; upperMs: number }) =>
  `${found.meanMs.toFixed(3)} ms (95 % ${found.lowerMs.toFixed(3)} to ${found.upperMs.toFixed(3)})`;
try {
  const { studyId, kinds, database } = rehearsal;
  const progress = { update: () => undefined };
  const { rows } = await collectSessions(client, database, {
    ...{ studyId, sessions, kinds, seed, progress },
  });
  for (const found of servingTimes(rows))
    say(`${found.name}: ${words(found)}, ${found.pictures} pictures of ${sessions} visits`);
  const [one, other] = [await visit(1), await visit(2)];
  const own = at(one.trials, one.trials.length - 1).left.address;
  const foreign = at(other.trials, other.trials.length - 1).left.address;
  for (const found of await tokenTimes(client, { cookie: one.cookie, own, foreign, rounds }))
    say(`${found.name}: ${words(found)}, ${found.requests} requests`);
} finally {
  client.close();
  await app.stop();
  await rehearsal.remove();
  remove();
}

function visit(index: number) {
  const rng = createRng(seed, "visit", index);
  return takePart(client, labStudyId, at(rehearsal.kinds, 0), rng);
}
