import { expect, test } from "vitest";
import { returnLink } from "./return-link.ts";

test("Prolific is told by its completion address", () => {
  expect(returnLink({ kind: "prolific" }, "C1A2B3", undefined)).toBe(
    "https://app.prolific.com/submissions/complete?cc=C1A2B3",
  );
  expect(returnLink({ kind: "prolific" }, undefined, "x")).toBeUndefined();
});

test("a panel's address is filled in, and left out where something is missing for it", () => {
  const panel = {
    kind: "panel" as const,
    parameter: "uid",
    returnUrl: "https://panel.example/end?who={id}&status={code}",
  };
  expect(returnLink(panel, "OK-1", "p 17")).toBe(
    "https://panel.example/end?who=p%2017&status=OK-1",
  );
  expect(returnLink(panel, "OK-1", undefined)).toBeUndefined();
  expect(returnLink(panel, undefined, "p")).toBeUndefined();
  expect(returnLink({ kind: "panel", parameter: "uid" }, "OK-1", "p")).toBeUndefined();
});

test("nobody sent those who came by an open link or an invitation", () => {
  expect(returnLink("open", "C", "x")).toBeUndefined();
  expect(returnLink({ kind: "invitations" }, "C", "x")).toBeUndefined();
});
