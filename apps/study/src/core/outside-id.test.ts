import type { Recruitment } from "@pairlab/domain/recruitment";
import { expect, test } from "vitest";
import { outsideId } from "./outside-id.ts";

const prolific: Recruitment = { kind: "prolific" };
const found = (recruitment: Recruitment, query: string) =>
  outsideId(recruitment, new URLSearchParams(query));

test("a Prolific link brings a participant and their visit", () => {
  const query =
    "PROLIFIC_PID=5f1e7a0b9c3d2e4f5a6b7c8d&STUDY_ID=s1&SESSION_ID=60d0fe4f5311236168a109ca";
  expect(found(prolific, query)).toEqual({
    id: "5f1e7a0b9c3d2e4f5a6b7c8d",
    visit: "60d0fe4f5311236168a109ca",
  });
  expect(found(prolific, "PROLIFIC_PID=abc")).toEqual({ id: "abc", visit: null });
});

test.each([
  ["a missing id", ""],
  ["an empty id", "PROLIFIC_PID="],
  ["a placeholder that nobody filled in", "PROLIFIC_PID={{%PROLIFIC_PID%}}"],
  ["the same, written as a URL", "PROLIFIC_PID=%7B%7B%25PROLIFIC_PID%25%7D%7D"],
  ["65 characters", `PROLIFIC_PID=${"a".repeat(65)}`],
  ["letters beyond ASCII", "PROLIFIC_PID=é"],
  ["a tag", "PROLIFIC_PID=%3Cb%3E"],
])("%s is no id", (_, query) => {
  expect(found(prolific, query)).toBeUndefined();
});

test("a panel's id has the name that the study gives it, and an invitation its own", () => {
  const panel: Recruitment = { kind: "panel", parameter: "uid" };
  expect(found(panel, "uid=p-17&PROLIFIC_PID=x")).toEqual({ id: "p-17", visit: null });
  expect(found(panel, "PROLIFIC_PID=x")).toBeUndefined();
  expect(found({ kind: "invitations" }, "invitation=ab_9")).toEqual({ id: "ab_9", visit: null });
  expect(found("open", "PROLIFIC_PID=x")).toBeUndefined();
});
