import type { Evidence } from "@pairlab/domain/stopping";

/** What votes say of a share at any time, in a line for people. */
export function evidenceLine({
  share,
  interval,
  logEvidence,
  target,
  n,
  p0,
  level,
}: Evidence): string {
  if (share.status !== "ok") return `${share.status}: ${share.reason}`;
  const parts = [
    `${(100 * share.value).toFixed(1)} % of ${n} votes`,
    ...(interval.status === "ok"
      ? [
          `at any time, ${100 * level} %: ${(100 * interval.value.lower).toFixed(1)} to ${(100 * interval.value.upper).toFixed(1)} %`,
        ]
      : []),
    ...(logEvidence.status === "ok"
      ? [`log evidence against ${p0}: ${logEvidence.value.toFixed(2)}`]
      : []),
    ...(target === undefined ? [] : [targetText(target)]),
  ];
  return parts.join("; ");
}

const targetText = ({ halfWidth, votes }: NonNullable<Evidence["target"]>): string =>
  votes.status === "ok"
    ? `± ${halfWidth} takes ${votes.value} votes if the share stays`
    : `± ${halfWidth}: ${votes.reason}`;
