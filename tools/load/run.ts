// npm run load: 200 people give 400 answers a second for 30 s to the built app on SQLite. --seconds n, --rate n.
import { randomUUID } from "node:crypto";
import { cpus } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { serveStudy } from "../../apps/study/e2e/serve-study.ts";
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
const total = seconds * perSecond;
const say = (text: string) => process.stdout.write(`${text}\n`);

const stage = await voteStage(persons, Math.ceil(total / persons) + 1);
const served = await serveStudy(stage.dataDir);
const { send, open, close } = voters(persons);
const acknowledged = new Set<string>();
const fromPlanMs: number[] = [];
const fromSendMs: number[] = [];
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
  const tookS = (performance.now() - startMs) / 1000;
  say(
    `${persons} people, ${total} answers planned in ${seconds} s, ${(acknowledged.size / tookS).toFixed(0)} a second acknowledged`,
  );
}

/** Answers at times fixed in advance; an answer that has to wait for the one before it is late, and measured so. */
async function onePerson(index: number, startMs: number): Promise<void> {
  const person = stage.people[index];
  if (person === undefined) return;
  for (let trialIndex = 0; trialIndex < total / persons; trialIndex += 1) {
    const dueMs = startMs + ((trialIndex * persons + index) * 1000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await pause(waitMs);
    const answerId = randomUUID();
    const sentMs = performance.now();
    const heard = await send(served.origin, { person, answerId, trialIndex });
    fromSendMs.push(performance.now() - sentMs);
    fromPlanMs.push(performance.now() - Math.max(dueMs, startMs));
    if (heard?.status !== 200) refused.push(heard?.kept ?? "no answer");
    else acknowledged.add(voteName({ sessionId: person.sessionId, answerId }));
    if (heard?.status !== 200) return;
  }
}

async function judge(): Promise<void> {
  const counts = await countVotes(stage.database, acknowledged);
  const p99 = quantile(fromPlanMs, 0.99);
  say(
    `from the planned moment: p50 ${quantile(fromPlanMs, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${quantile(fromPlanMs, 1).toFixed(1)} ms (n ${fromPlanMs.length}; bar: p99 <= ${barMs} ms)`,
  );
  say(
    `from sending: p50 ${quantile(fromSendMs, 0.5).toFixed(1)} ms, p99 ${quantile(fromSendMs, 0.99).toFixed(1)} ms`,
  );
  say(
    `acknowledged ${counts.acknowledged}, rows ${counts.rows}, lost ${counts.lost}, doubled ${counts.doubled}, refused ${refused.length}, chain ${counts.chain.length === 0 ? "unbroken" : counts.chain[0]}`,
  );
  for (const reason of new Set(refused)) say(`refused: ${reason}`);
  say(`${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`);
  const complaints = served.complaints();
  if (complaints !== "") say(complaints);
  const isWhole = counts.lost + counts.doubled + counts.chain.length + refused.length === 0;
  const passes = isWhole && acknowledged.size === total && p99 <= barMs;
  say(passes ? "passed" : "FAILED");
  if (!passes) process.exitCode = 1;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
