import type { Plan } from "@pairlab/domain/plan";
import type { PublishedClaim } from "@pairlab/domain/published";
import type { Result } from "@pairlab/domain/result";
import type { PairResult, PublishedResult, QuestionResult } from "@pairlab/domain/summary";
import {
  directionVerdict,
  type Published,
  type PublishedVerdict,
  publishedVerdict,
} from "./equivalence/published-verdict.ts";
import { orientedPair } from "./oriented-pair.ts";
import { insufficient, ok, undetermined } from "./result.ts";

type Ours = Extract<PublishedResult["ours"], { status: "ok" }>["value"] & {
  degreesOfFreedom: number;
};

/** The plan's published claims, each beside this study's share of the same pair. */
export const publishedResults = (
  questions: readonly QuestionResult[],
  plan: Plan,
): PublishedResult[] =>
  (plan.published ?? []).map((claim) => {
    const question = questions.find(({ id }) => id === claim.questionId);
    const pair = question && orientedPair(question, claim.a, claim.b);
    const found = pair === undefined ? notCompared : oursOf(pair, plan);
    const direction = directionOf(claim, found);
    return {
      claim,
      ours: found.status === "ok" ? ok(withoutDegrees(found.value), found.notes) : found,
      ...verdictOf(claim, found, plan),
      ...(direction === undefined ? {} : { direction }),
    };
  });

const notCompared = insufficient("this study doesn't compare them", 0, 1);

const withoutDegrees = ({ share, standardError, interval }: Ours) => ({
  share,
  standardError,
  interval,
});

/** The clustered estimate: whatever the plan's primary interval is, ours is not surer than its clusters. */
function oursOf({ winRate, n }: PairResult, { estimand }: Plan): Result<Ours> {
  if (winRate.status !== "ok") return winRate;
  const { share, clustered } = winRate.value;
  if (clustered.status !== "ok") return clustered;
  const { interval, standardError } = clustered.value;
  if (!(standardError > 0)) return undetermined("all votes agree: there is no standard error");
  const clusters = {
    "raters-and-prompts-like-these": Math.min(n.raters, n.prompts),
    "raters-like-these": n.raters,
    "prompts-like-these": n.prompts,
  }[estimand];
  const degreesOfFreedom = clusters - 1;
  return ok({ share, standardError, interval, degreesOfFreedom }, clustered.notes);
}

function verdictOf(
  claim: PublishedClaim,
  ours: Result<Ours>,
  plan: Plan,
): Omit<PublishedVerdict, "verdict"> & Pick<PublishedResult, "verdict"> {
  const { kind, margin, ties } = claim;
  if (kind === "recalled")
    return {
      verdict: "not confirmed",
      remarks: ["their value is recalled from memory: it is neither drawn nor compared"],
    };
  const published = publishedOf(claim, plan);
  if (ours.status !== "ok" && published.status === "value")
    return { verdict: "inconclusive", remarks: [`no number of ours: ${ours.reason}`] };
  const estimate =
    ours.status === "ok"
      ? { ...ours.value, value: ours.value.share }
      : { value: 0.5, standardError: 0 }; // not looked at without a value of theirs
  const found = publishedVerdict(estimate, published, margin ?? 1);
  const unknown = published.status === "value" && ties === "unknown";
  return {
    ...found,
    remarks: [...found.remarks, ...(unknown ? ["their rule for ties is unknown"] : [])],
  };
}

function publishedOf(
  { value, n, standardError, digitisationHalfWidth, notComparable, ties }: PublishedClaim,
  plan: Plan,
): Published {
  if (value === null) return { status: "not-published-as-numbers" };
  if (notComparable !== undefined) return { status: "not-comparable", reason: notComparable };
  const own = plan.ties === "none" ? "none" : "half";
  if (ties !== "unknown" && ties !== own)
    return {
      status: "not-comparable",
      reason: `another rule for ties: theirs ${tieWords[ties]}, ours ${tieWords[own]}`,
    };
  return {
    status: "value",
    value,
    ...(n === undefined ? {} : { n }),
    ...(standardError === undefined ? {} : { standardError }),
    ...(digitisationHalfWidth === undefined ? {} : { digitisationHalfWidth }),
  };
}

const tieWords = {
  none: "a forced choice",
  half: "half for each",
  drop: "left out",
  unknown: "unknown",
} as const satisfies Record<PublishedClaim["ties"], string>;

function directionOf(
  { prefers }: PublishedClaim,
  ours: Result<Ours>,
): PublishedResult["direction"] {
  if (prefers === undefined || ours.status !== "ok") return undefined;
  return directionVerdict(ours.value.interval, prefers === "a" ? "above" : "below");
}
