// npm run leak-lab: whether anything but pixels tells which model a picture is of; --planted [name…]: whether leaks
// that were planted are found, all of them or those of a name.

import { depths, examineLeaks } from "../../packages/cli/src/leaks/examine-leaks.ts";
import { leakLines } from "../../packages/cli/src/leaks/leak-lines.ts";
import { labStudy, labStudyId } from "./lab-study.ts";
import { plantedLeaks } from "./planted-leaks.ts";
import { plantedProxy } from "./planted-proxy.ts";

const plantedTrials = 960;
const words = process.argv.slice(2);
const started = performance.now();
const say = (text: string) => process.stdout.write(`${text}\n`);
const { context, remove } = await labStudy();
try {
  const holds = words.includes("--planted") ? await everyLeakIsCaught() : await nothingIsFound();
  say(`${holds ? "passed" : "FAILED"} after ${Math.round((performance.now() - started) / 1000)} s`);
  if (!holds) process.exitCode = 1;
} finally {
  remove();
}

async function nothingIsFound(): Promise<boolean> {
  const depth = words.includes("--exact") ? depths.exact : depths.full;
  const certificate = await examineLeaks(context, labStudyId, depth);
  say(leakLines(certificate).join("\n"));
  if (depth.browserTrials > 0 && certificate.browser === undefined)
    throw new Error("no Chromium: set CHROMIUM to its path");
  return certificate.passes;
}

async function everyLeakIsCaught(): Promise<boolean> {
  const depth = { ...depths.full, trials: plantedTrials, browserTrials: 0 };
  let missed = 0;
  const named = words.filter((word) => word in plantedLeaks);
  for (const [name, leak] of Object.entries(plantedLeaks)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const found = await examineLeaks(context, labStudyId, depth, plantedProxy(leak));
    const broken = found.checks.filter(({ holds }) => !holds).map((check) => check.name);
    const told = (found.adversary?.tests ?? []).filter(({ adjusted }) => adjusted <= 0.05);
    const share = found.adversary?.accuracy.share ?? Number.NaN;
    const caught = name === "none" ? found.passes : !found.passes;
    if (!caught) missed += 1;
    say(
      `${name.padEnd(8)} ${verdict(name, found.passes)}  adversary ${(100 * share).toFixed(1)} %; exact: ${broken.join(", ") || "–"}; tests: ${
        told
          .map((test) => test.name)
          .slice(0, 4)
          .join(", ") || "–"
      }`,
    );
  }
  return missed === 0;
}

function verdict(name: string, passes: boolean): string {
  if (name === "none") return passes ? "passes" : "FALSE ALARM";
  return passes ? "MISSED" : "caught";
}
