import { expect, test } from "vitest";
import { LeakCertificate } from "./leak-certificate.ts";
import { leakStanding } from "./leak-evidence.ts";

const hash = (digit: string) => digit.repeat(64);
const pictures = { files: 2, namesSha256: hash("1"), bytesSha256: hash("2") };
const adversary = {
  ...{ permutations: 99, arms: 4, sessions: { trained: 5, tested: 5 } },
  accuracy: { share: 0.25, lower: 0.22, upper: 0.28, pictures: 240, chance: 0.25 },
  ...{ tests: [], constant: [], holds: true },
};
const certificate = LeakCertificate.parse({
  ...{ version: 2, studyId: "noise", designSha256: hash("3"), manifestSha256: hash("4"), pictures },
  ...{ pairlab: "0.1.0", createdAt: "2026-01-01T00:00:00.000Z", seed: 1, depth: "exact" },
  host: { platform: "linux", cpu: "any", node: "v0" },
  served: { sessions: 5, trials: 120, seconds: 3, displaySizes: [64], languages: ["en"] },
  checks: [{ name: "one body length", holds: true, found: "240 pictures: 900" }],
  passes: true,
});
const now = { manifestSha256: hash("4"), ...pictures };
const standing = (change: Partial<LeakCertificate>, to = now) =>
  leakStanding({ ...certificate, ...change }, hash("5"), to);

test("an exact certificate says that exact checks passed, a full one that leaks are at chance", () => {
  expect(standing({})).toEqual({
    verdict: "exact checks passed",
    certificateSha256: hash("5"),
    createdAt: certificate.createdAt,
    trials: 120,
  });
  expect(standing({ adversary })).toMatchObject({
    verdict: "at chance",
    accuracy: { share: 0.25, pictures: 240 },
  });
});

test("a certificate that didn't pass says so, whatever its depth", () => {
  for (const change of [{ passes: false }, { passes: false, adversary }])
    expect(standing(change).verdict).toBe("leak found");
});

test("another manifest, other names or other bytes make a certificate one of other pictures", () => {
  for (const name of ["manifestSha256", "namesSha256", "bytesSha256"])
    expect(standing({}, { ...now, [name]: hash("9") }).verdict).toBe("made for other pictures");
  expect(standing({ passes: false }, { ...now, namesSha256: hash("9") }).verdict).toBe(
    "made for other pictures",
  );
});

test("who doesn't read the bytes compares names alone", () => {
  const { manifestSha256, namesSha256 } = now;
  const seen = leakStanding(certificate, hash("5"), { manifestSha256, namesSha256 });
  expect(seen.verdict).toBe("exact checks passed");
});
