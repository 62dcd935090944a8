import type { LeakCertificate } from "@pairlab/domain/leak-certificate";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** A certificate in words. */
export function leakLines({
  studyId,
  served,
  checks,
  adversary,
  browser,
  passes,
}: LeakCertificate): string[] {
  const { trials, sessions, seconds, displaySizes, languages } = served;
  return [
    `study ${studyId}: ${trials} trials served to ${sessions} visitors in ${seconds.toFixed(0)} s`,
    `  display sizes ${displaySizes.join(", ")} px; languages ${languages.join(", ")}`,
    ...checks.map(
      ({ name, holds, found }) =>
        `  ${holds ? "holds " : "BROKEN"} ${name}${holds ? "" : `: ${found}`}`,
    ),
    ...(adversary === undefined
      ? ["  times on this host were not tested: --full does"]
      : adversaryLines(adversary)),
    ...(browser === undefined ? [] : ["  in Chromium:", ...adversaryLines(browser)]),
    passes ? "no leak found" : "LEAK: don't open this study",
  ];
}

function adversaryLines(adversary: NonNullable<LeakCertificate["adversary"]>): string[] {
  const { accuracy, tests, arms, sessions, permutations } = adversary;
  const { share, lower, upper, chance, pictures } = accuracy;
  const worst = tests.toSorted((one, other) => one.adjusted - other.adjusted || one.p - other.p);
  return [
    `  adversary trained on ${sessions.trained} visitors, tried on ${sessions.tested}: named ${percent(share)} of ${pictures} pictures (95 % ${percent(lower)} to ${percent(upper)}), by chance ${percent(chance)}, ${arms} arms`,
    `  ${tests.length} tests, ${permutations} permutations each; smallest p after Holm:`,
    ...worst
      .slice(0, 3)
      .map(
        ({ name, p, adjusted }) =>
          `    ${name}: p ${p.toFixed(4)}, adjusted ${adjusted.toFixed(4)}`,
      ),
  ];
}
