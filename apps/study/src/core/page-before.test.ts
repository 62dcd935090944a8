import { expect, test } from "vitest";
import { hasPageBefore } from "./page-before.ts";

test("a page stands before each block, at each rest and behind the last trial, and nowhere else", () => {
  const form = { planned: 8, blocks: [{ firstTrial: 0 }, { firstTrial: 4 }], breaks: [2] };
  const trials = Array.from({ length: 9 }, (_, trial) => trial);
  expect(trials.filter((trial) => hasPageBefore(form, trial))).toEqual([0, 2, 4, 8]);
});
