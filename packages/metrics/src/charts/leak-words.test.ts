import { expect, test } from "vitest";
import { leakWords } from "./leak-words.ts";

const standing = {
  certificateSha256: "0".repeat(64),
  createdAt: "2026-11-25T10:00:00.000Z",
  trials: 10_008,
};
const accuracy = { share: 0.2549, lower: 0.246, upper: 0.2631, pictures: 10_032, chance: 0.25 };
const words = (...given: Parameters<typeof leakWords>) =>
  leakWords(...given).replaceAll("\u00a0", " ");

test("each state of knowledge has a sentence of its own", () => {
  expect(words(undefined)).toBe("not tested");
  expect(words({ ...standing, verdict: "exact checks passed" })).toBe(
    "exact checks passed; timing on this host was not tested (10 008 pairs served on 2026-11-25)",
  );
  expect(words({ ...standing, verdict: "at chance", accuracy })).toBe(
    "leaks at chance: accuracy 25.5 %, 95 % interval 24.6 % to 26.3 %, 10 032 pictures, by chance 25.0 % (10 008 pairs served on 2026-11-25)",
  );
  expect(words({ ...standing, verdict: "leak found" })).toBe(
    "a leak was found (10 008 pairs served on 2026-11-25)",
  );
  expect(words({ ...standing, verdict: "made for other pictures", accuracy })).toBe(
    "not tested: the certificate of 2026-11-25 was made for other pictures",
  );
});
