import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy, drawnStudyDocument } from "../drawn-study.fixture.ts";
import { sha256 } from "../sha256.ts";

let drawn: DrawnStudy;
let state: string;
beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  const { consent } = drawnStudyDocument;
  const documents = {
    invited: { recruitment: { kind: "invitations" } },
    paid: { recruitment: { kind: "prolific" }, exitCodes: { screened: "SCREENED-1" } },
    spoken: {
      translations: {
        de: {
          title: "Rauschen",
          consent: { ...consent, minutes: undefined },
          questions: { quality: "Welches ist schöner?" },
        },
      },
    },
  };
  for (const [id, document] of Object.entries(documents))
    drawn.write(`${id}.json`, { ...drawnStudyDocument, ...document, id });
  for (const id of ["invited", "paid"]) drawn.pairlab(state, "create", `${id}.json`);
});
afterAll(() => drawn.remove());

const database = () => prepareDatabase(path.join(state, "pairlab.db"));

test("invite prints so many links, each of them once, and keeps their hashes alone", async () => {
  const words = ["invite", "invited", "--count", "3", "--url", "https://study.example", "--json"];
  const made = drawn.pairlab(state, ...words);
  const { links } = JSON.parse(made.stdout);
  expect(new Set(links).size).toBe(3);
  const codes = links.map((link: string) => new URL(link).searchParams.get("invitation"));
  const open = await database();
  const kept = await open.invitation.findMany();
  await open.$disconnect();
  expect(kept.map(({ codeSha256 }) => codeSha256).sort()).toEqual(codes.map(sha256).sort());
});

test("a study that is entered in another way has no invitations", () => {
  drawn.expectRefusal(
    state,
    ["invite", "paid"],
    4,
    /^error {2}mismatched recruitment: study paid/m,
  );
  drawn.expectRefusal(state, ["invite", "nothing"], 3, /^error {2}unknown study: nothing/m);
});

test("the link of a Prolific study has the placeholders that Prolific fills in", () => {
  const { stdout } = drawn.pairlab(state, "link", "paid", "--url", "https://study.example");
  expect(stdout.trim()).toBe(
    "https://study.example/s/paid?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}",
  );
});

test("an exported study holds no code of any exit", () => {
  const out = path.join(drawn.folder, "exported");
  expect(drawn.pairlab(state, "export", "paid", "--out", out).stderr).not.toMatch(/error/);
  const { stdout } = drawn.pairlab(state, "export", "paid", "--out", out, "--json");
  expect(JSON.parse(stdout)).toMatchObject({ status: "same" });
  expect(drawn.textsBelow(out)).not.toContain("SCREENED-1");
});

test("forget deletes the ids people came with, and of a closed study the key that recognises them", async () => {
  const open = await database();
  const at = new Date("2026-01-01T00:00:00Z");
  await open.study.update({ where: { id: "paid" }, data: { personKey: "k", state: "open" } });
  await open.session.create({
    data: {
      ...{ id: "x", studyId: "paid", raterId: "r", reference: "AAAA-AA", step: "done" },
      ...{ createdAt: at, consentedAt: at, consentSha256: "", person: "hash" },
      identity: { create: { externalId: "5f1e7a0b9c3d2e4f5a6b7c8d", receivedAt: at } },
    },
  });
  drawn.expectRefusal(state, ["forget", "paid"], 2, /^error {2}missing --yes/m);
  expect(await open.identity.count()).toBe(1);
  const forget = () => JSON.parse(drawn.pairlab(state, "forget", "paid", "--yes", "--json").stdout);
  expect(forget()).toEqual({ study: "paid", ids: 1, key: false });
  await open.study.update({ where: { id: "paid" }, data: { state: "closed" } });
  expect(forget()).toEqual({ study: "paid", ids: 0, key: true });
  expect(await open.identity.count()).toBe(0);
  expect(await open.session.count()).toBe(1);
  await open.$disconnect();
});

test("a translation without one of the plan's questions is refused by name", () => {
  drawn.expectRefusal(
    state,
    ["create", "spoken.json"],
    2,
    /^error {2}missing question: following in translations\.de\.questions of study spoken/m,
  );
});
