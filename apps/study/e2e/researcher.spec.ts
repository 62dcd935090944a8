import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { started } from "./caller.ts";
import { secrets } from "./fixture.ts";
import { servedStage } from "./served-stage.ts";

const stage = servedStage([{ id: "demo" }, { id: "played", mode: "simulated", finished: -1 }]);
const ask = (address: string) => fetch(stage().served.origin + address);

test("the dashboard opens with the researcher's key and with no other", async () => {
  const answer = await ask(`/dashboard/demo?key=${secrets.researcherKey}`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("Sealed:");
  for (const query of [`?key=${"q".repeat(43)}`, "", "?key=", "?key=a&key=b"]) {
    const refused = await ask(`/dashboard/demo${query}`);
    expect(refused.status).toBe(404);
    const text = await refused.text();
    expect(text).toContain("npx pairlab study link");
    expect(text).not.toContain("Sealed:");
  }
});

test("the dashboard shows the head of the chain with the command that checks it, and none of a simulated study", async () => {
  const page = async (id: string) =>
    (await ask(`/dashboard/${id}?key=${secrets.researcherKey}`)).text();
  expect(await page("demo")).toContain("Nothing has happened yet");
  await started(stage().served.origin, "demo");
  const { database } = stage().fixture;
  const { hash } = await database.entry.findFirstOrThrow({ orderBy: { seq: "desc" } });
  expect(await page("demo")).toContain(`npx pairlab votes verify demo --head ${hash}`);
  expect(await page("played")).not.toContain("Chain of answers");
});

test("a study's id and a report's folder both lead to its page; the newest report is the study's", async () => {
  const titleAt = async (address: string) => {
    const answer = await ask(address);
    return `${answer.status} ${/<h1>(.*)<\/h1>/.exec(await answer.text())?.[1]}`;
  };
  expect(await titleAt("/reports/played/")).toBe("200 Report of played");
  expect(await titleAt("/reports/2026-01-05-played/")).toBe("200 Report of played");
  addReport("2026-01-06-played-2", "played", "second");
  addReport("2026-01-06-played-10", "played", "tenth");
  addReport("2026-01-09-other", "other", "another study's");
  expect(await titleAt("/reports/played")).toBe("200 tenth");
  expect(await titleAt("/reports/2026-01-06-played-2")).toBe("200 second");
  const dashboard = await ask(`/dashboard/played?key=${secrets.researcherKey}`);
  expect(await dashboard.text()).toContain('href="/reports/2026-01-06-played-10/index.html"');
});

test("where there is no report, or no such file, is one plain 404", async () => {
  const outside = ["/reports/demo/", "/reports/..%2f..%2fsecrets.json", "/reports/played/no.html"];
  for (const address of outside) {
    const answer = await ask(address);
    expect(answer.status, address).toBe(404);
    expect(await answer.text()).toBe("There is no such report.\n");
  }
  expect((await ask("/reports/2026-01-05-played/..%2f..%2fsecrets.json")).status).toBe(404);
});

test("while a study is sealed its report is for its researcher alone", async () => {
  addReport("2026-01-07-demo", "demo", "too early");
  const page = "/reports/2026-01-07-demo/index.html";
  const asParticipant = await ask(page);
  expect(asParticipant.status).toBe(404);
  expect(await asParticipant.text()).toBe("There is no such report.\n");
  expect((await ask("/reports/2026-01-07-demo/summary.json")).status).toBe(404);
  addReport("2026-01-06-played-2/within", "demo", "a report in a report's folder");
  expect((await ask("/reports/2026-01-06-played-2/within/index.html")).status).toBe(404);
  mkdirSync(path.join(stage().fixture.dataDir, "reports/demo-export"), { recursive: true });
  writeFileSync(path.join(stage().fixture.dataDir, "reports/demo-export/votes.csv"), "left,right");
  expect((await ask("/reports/demo-export/votes.csv")).status).toBe(404);
  const signIn = await ask(`/dashboard/demo?key=${secrets.researcherKey}`);
  const [cookie = ""] = (signIn.headers.get("set-cookie") ?? "").split(";");
  const asResearcher = await fetch(stage().served.origin + page, { headers: { cookie } });
  expect(asResearcher.status).toBe(200);
  expect(await asResearcher.text()).toContain("too early");
});

/** A report as the command line would lay it down. */
function addReport(folder: string, studyId: string, title: string): void {
  const own = path.join(stage().fixture.dataDir, "reports", folder);
  mkdirSync(own, { recursive: true });
  writeFileSync(path.join(own, "summary.json"), JSON.stringify({ study: { id: studyId } }));
  writeFileSync(path.join(own, "index.html"), `<!doctype html><title>R</title><h1>${title}</h1>`);
}
