import path from "node:path";
import { Plan } from "@pairlab/domain/plan";
import { protocolDepartures } from "@pairlab/domain/protocol-departures";
import { expect, test } from "vitest";
import { protocolLines } from "./protocol-lines.ts";
import { protocolIds, readProtocol } from "./read-plan.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const ids = protocolIds(root);
const rest = {
  ...{ version: 1, arms: ["one", "two"], votesPerTask: 4, trialsPerForm: 8, seed: 1 },
  display: { displayPx: 384, kernel: "nearest" },
};
const planOf = (id: string, given: object = {}) =>
  Plan.parse({ ...rest, ...readProtocol(root, id).plan, protocol: id, ...given });

test("five published protocols are there", () => {
  expect(ids).toEqual(["add-2023", "genai-arena", "imagen", "pick-a-pic", "sd3-2024"]);
});

test.each(ids)("%s has its file's name, and a plan made of it doesn't depart from it", (id) => {
  const protocol = readProtocol(root, id);
  expect(protocol.id).toBe(id);
  expect(protocolDepartures(protocol, planOf(id))).toEqual([]);
  expect(protocolLines(protocol).join("\n")).toContain(protocol.sources[0]?.address ?? "?");
});

test("whatever a plan changes of its protocol is named", () => {
  const departures = (id: string, given: object) =>
    protocolDepartures(readProtocol(root, id), planOf(id, given));
  const [question] = planOf("add-2023").questions;
  expect(departures("add-2023", { ties: "allowed", votesPerTask: 2 })).toEqual([
    "ties",
    "votesPerTask",
  ]);
  expect(departures("add-2023", { questions: [{ ...question, showPrompt: false }] })).toEqual([
    "questions",
  ]);
  expect(departures("genai-arena", { bothBad: false })).toEqual(["bothBad"]);
  expect(departures("pick-a-pic", { bothBad: true })).toEqual(["bothBad"]);
  expect(departures("imagen", { set: { pictures: 4 } })).toEqual(["set"]);
});

test("a wording's name means the same sentence wherever it is used", () => {
  const texts = new Map<string, string>();
  for (const question of ids.flatMap((id) => readProtocol(root, id).plan.questions)) {
    const key = `${question.preset} ${question.id}`;
    expect(texts.get(key) ?? question.text).toBe(question.text);
    texts.set(key, question.text);
  }
});
