import fc from "fast-check";
import { expect, test } from "vitest";
import { betaQuantile } from "./beta-quantile.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { normalQuantile, normalUpperTail } from "./normal.ts";
import { stirlingError } from "./stirling-error.ts";
import { studentQuantile, studentTwoSidedP } from "./student-t.ts";

const relative = (ours: number, theirs: number) => Math.abs(ours / theirs - 1);

// R 4.2: pnorm(z, lower.tail = FALSE), qnorm(p)
test.each([
  [0.5, 0.308537538725987],
  [1.96, 0.0249978951482204],
  [3, 0.00134989803163009],
  [6, 9.86587645037698e-10],
  [20, 2.75362411860623e-89],
])("normalUpperTail(%d) equals R's pnorm", (z, p) => {
  expect(relative(normalUpperTail(z), p)).toBeLessThan(1e-13);
});

test.each([
  [0.975, 1.95996398454005],
  [0.5, 0],
  [0.9995, 3.29052673149191],
  [1e-10, -6.36134090240406],
])("normalQuantile(%d) equals R's qnorm", (p, z) => {
  expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-12);
});

// Tables of Student's t, two-sided 95 %: R qt(0.975, df).
test.each([
  [1, 12.7062047361747],
  [2, 4.30265272974946],
  [5, 2.57058183563631],
  [12, 2.17881282966723],
  [39, 2.02269092003676],
  [1000, 1.96233908082641],
])("studentQuantile with %d degrees of freedom equals R's qt", (degreesOfFreedom, t) => {
  expect(relative(studentQuantile(0.95, degreesOfFreedom), t)).toBeLessThan(1e-12);
  expect(studentTwoSidedP(t, degreesOfFreedom)).toBeCloseTo(0.05, 12);
});

test("stirlingError is what is missing to log 9! = log 362880 and to log 99!", () => {
  const logGamma = (z: number) =>
    (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + stirlingError(z);
  expect(logGamma(10)).toBeCloseTo(Math.log(362880), 12);
  expect(logGamma(100)).toBeCloseTo(359.1342053695754, 11);
});

test("incompleteBeta is the binomial tail for whole numbers, up to a million of them", () => {
  // P(X >= 3) for 5 fair coins = 16/32
  expect(incompleteBeta(0.5, 3, 3)).toBeCloseTo(0.5, 15);
  // I_x(1, b) = 1 − (1 − x)^b
  expect(relative(incompleteBeta(1e-6, 1, 1e6), -Math.expm1(1e6 * Math.log1p(-1e-6)))).toBeLessThan(
    1e-12,
  );
});

test("betaQuantile undoes incompleteBeta", () => {
  const shape = fc.double({ min: 1, max: 2000, noNaN: true });
  const chance = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  fc.assert(
    fc.property(chance, shape, shape, (p, a, b) => {
      expect(incompleteBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 9);
    }),
  );
});
