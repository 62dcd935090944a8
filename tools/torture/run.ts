// npm run torture: kill -9 of the server at random moments while people vote: no acknowledged vote is lost, none doubled.
// --kills n (200); --planted: votes are acknowledged before they are committed, which this must find; --seed n.
import { setTimeout as pause } from "node:timers/promises";
import { createRng } from "@pairlab/domain/random";
import { serveStudy } from "../../apps/study/e2e/serve-study.ts";
import { countVotes } from "../load/count-votes.ts";
import { voteStage, voteStudyId } from "../load/vote-stage.ts";
import { voters } from "../load/voter.ts";
import { hastyProxy } from "./hasty-proxy.ts";
import { type Ordeal, voteTirelessly } from "./tireless-voter.ts";

const words = process.argv.slice(2);
const number = (name: string, usual: number) =>
  words.includes(name) ? Number(words[words.indexOf(name) + 1]) : usual;
const isPlanted = words.includes("--planted");
const kills = number("--kills", isPlanted ? 20 : 200);
const seed = number("--seed", 1);
const trialsEach = 600;
const longestLifeMs = 600;
/** Enough that nobody is done before the last kill. */
const persons = 30 + Math.ceil(kills / 4);
const say = (text: string) => process.stdout.write(`${text}\n`);

const rng = createRng(seed, "torture");
const started = performance.now();
const stage = await voteStage(persons, trialsEach);
let served = await serveStudy(stage.dataDir);
const { port } = served;
// The endpoint is loaded before the first answer: it is no part of what is measured.
await fetch(`${served.origin}/s/${voteStudyId}/answers`, { method: "POST" });
const proxy = isPlanted ? await hastyProxy(() => served.origin) : undefined;
const { send, close } = voters(persons);
const ordeal: Ordeal = {
  ...{ send, trialsEach, thinkMs: persons * 3, acknowledged: new Set(), resent: 0, refused: [] },
  ...{ origin: proxy?.origin ?? served.origin, isOver: false },
};
try {
  const everybody = Promise.all(stage.people.map((person) => voteTirelessly(ordeal, person)));
  // Somebody whose first answer is lost has every later one refused: without some kept ones nothing would be told apart.
  if (isPlanted) await untilKept(persons);
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(20 + rng.float() * longestLifeMs);
    await served.stop();
    served = await serveStudy(stage.dataDir, port);
    if ((kill + 1) % 10 === 0) say(`${kill + 1} kills, ${ordeal.acknowledged.size} acknowledged`);
  }
  await pause(500);
  ordeal.isOver = true;
  await everybody;
  await judge();
} finally {
  close();
  proxy?.stop();
  await served.stop();
  await stage.remove();
}

async function untilKept(answers: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await stage.database.answer.count()) >= answers) return;
    await pause(100);
  }
  throw new Error(`${answers} answers weren't kept in 30 s, with nothing killed`);
}

async function judge(): Promise<void> {
  const { acknowledged, rows, lost, doubled, chain } = await countVotes(
    stage.database,
    ordeal.acknowledged,
  );
  const tookS = ((performance.now() - started) / 1000).toFixed(0);
  const links = chain.length === 0 ? "unbroken" : chain[0];
  say(
    `${kills} kills of the server at random moments in ${tookS} s, ${persons} people, seed ${seed}`,
  );
  say(
    `acknowledged ${acknowledged}, rows ${rows}, sent again ${ordeal.resent}, lost ${lost}, doubled ${doubled}, refused ${ordeal.refused.length}, chain ${links}`,
  );
  for (const reason of new Set(ordeal.refused)) say(`refused: ${reason}`);
  const isWhole = lost + doubled + chain.length + ordeal.refused.length === 0;
  const isCaught = rows > 0 && lost > 0;
  const isRight = isPlanted ? isCaught : isWhole && acknowledged > kills;
  if (isPlanted) say(isCaught ? "the planted fault is caught" : "the planted fault is MISSED");
  else say(isRight ? "passed" : "FAILED");
  if (!isRight) process.exitCode = 1;
}
