// npm run load: 200 people give 400 answers a second for 30 s to the built app on SQLite, after 5 s of a rising pace.
// --seconds n, --rate n, --warm-up n (seconds).
import { randomUUID } from "node:crypto";
import { cpus } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { serveStudy } from "../../apps/study/e2e/serve-study.ts";
import { answerSchedule } from "./answer-schedule.ts";
import { countVotes, voteName } from "./count-votes.ts";
import { voteStage } from "./vote-stage.ts";
import { voters } from "./voter.ts";

const persons = 200;
const barMs = 100;
const words = process.argv.slice(2);
const number = (name: string, usual: number) =>
  words.includes(name) ? Number(words[words.indexOf(name) + 1]) : usual;
const seconds = number("--seconds", 30);
const perSecond = number("--rate", 400);
const warmUpS = number("--warm-up", 5);
const schedule = answerSchedule({ perSecond, seconds, warmUpS });
const say = (text: string) => process.stdout.write(`${text}\n`);

/** One answer: how long it took, in ms from the planned moment and from sending it. */
interface Timed {
  answer: number;
  fromPlan: number;
  fromSend: number;
  /** When it was acknowledged or refused, in ms from the beginning. */
  doneMs: number;
}

const stage = await voteStage(persons, Math.ceil(schedule.total / persons) + 1);
const served = await serveStudy(stage.dataDir);
const { send, open, close } = voters(persons);
const acknowledged = new Set<string>();
const timed: Timed[] = [];
const refused: string[] = [];
try {
  await run();
  await judge();
} finally {
  close();
  await served.stop();
  await stage.remove();
}

async function run(): Promise<void> {
  // Everybody has loaded the page before the first answer: connections are open, and stay so.
  await Promise.all(stage.people.map(() => open(served.origin)));
  const startMs = performance.now() + 500;
  await Promise.all(stage.people.map((_, index) => onePerson(index, startMs)));
}

/** Answers at times fixed in advance; an answer that has to wait for the one before it is late, and measured so. */
async function onePerson(index: number, startMs: number): Promise<void> {
  const person = stage.people[index];
  if (person === undefined) return;
  for (let trialIndex = 0; trialIndex * persons + index < schedule.total; trialIndex += 1) {
    const answer = trialIndex * persons + index;
    const dueMs = startMs + schedule.dueMs(answer);
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await pause(waitMs);
    const answerId = randomUUID();
    const sentMs = performance.now();
    const heard = await send(served.origin, { person, answerId, trialIndex });
    const nowMs = performance.now();
    timed.push({
      answer,
      fromPlan: nowMs - dueMs,
      fromSend: nowMs - sentMs,
      doneMs: nowMs - startMs,
    });
    if (heard?.status !== 200) refused.push(heard?.kept ?? "no answer");
    else acknowledged.add(voteName({ sessionId: person.sessionId, answerId }));
    if (heard?.status !== 200) return;
  }
}

async function judge(): Promise<void> {
  const counts = await countVotes(stage.database, acknowledged);
  const warming = timed.filter(({ answer }) => answer < schedule.warming);
  const judged = timed.filter(({ answer }) => answer >= schedule.warming);
  const tookS = Math.max(...judged.map(({ doneMs }) => doneMs)) / 1000 - warmUpS;
  say(
    `${persons} people, ${schedule.total - schedule.warming} answers planned in ${seconds} s, ${(judged.length / tookS).toFixed(0)} a second replied to`,
  );
  say(`warm-up of ${warmUpS} s, not judged: ${times(warming.map(({ fromPlan }) => fromPlan))}`);
  const fromPlan = judged.map((one) => one.fromPlan);
  say(`from the planned moment: ${times(fromPlan)}; bar: p99 <= ${barMs} ms`);
  say(`from sending: ${times(judged.map(({ fromSend }) => fromSend))}`);
  say(
    `acknowledged ${counts.acknowledged}, rows ${counts.rows}, lost ${counts.lost}, doubled ${counts.doubled}, refused ${refused.length}, chain ${counts.chain.length === 0 ? "unbroken" : counts.chain[0]} (warm-up included)`,
  );
  for (const reason of new Set(refused)) say(`refused: ${reason}`);
  say(`${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`);
  const complaints = served.complaints();
  if (complaints !== "") say(complaints);
  const isWhole = counts.lost + counts.doubled + counts.chain.length + refused.length === 0;
  const isInTime = quantile(fromPlan, 0.99) <= barMs;
  const passes = isWhole && isInTime && acknowledged.size === schedule.total;
  say(passes ? "passed" : "FAILED");
  if (!passes) process.exitCode = 1;
}

function times(ms: readonly number[]): string {
  if (ms.length === 0) return "none";
  const [p50, p99, longest] = [0.5, 0.99, 1].map((share) => quantile(ms, share).toFixed(1));
  return `p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms (n ${ms.length})`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
