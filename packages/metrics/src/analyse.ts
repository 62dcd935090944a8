import { at } from "@pairlab/domain/at";
import type { ChainReport } from "@pairlab/domain/chain-report";
import type { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";
import type { Study } from "@pairlab/domain/study";
import { type QuestionResult, Summary } from "@pairlab/domain/summary";
import type { Vote } from "@pairlab/domain/vote";
import { checkVotes } from "./check-votes.ts";
import { describedArms } from "./described-arms.ts";
import { exploratoryResults } from "./exploratory-results.ts";
import { hypothesisResults } from "./hypothesis-results.ts";
import { checkMissing, type MissingVote } from "./missing-votes.ts";
import { preliminaryReasons } from "./preliminary-reasons.ts";
import { publishedResults } from "./published-results.ts";
import { questionResult } from "./question-result.ts";
import { ok, undetermined } from "./result.ts";
import { attention } from "./robustness/attention.ts";
import { carelessRaters } from "./robustness/careless-raters.ts";
import { voteCounts } from "./vote-counts.ts";

/** What an analysis is a function of. */
export interface AnalysisInput {
  study: Pick<Study, "id" | "title" | "mode">;
  plan: Plan;
  manifest: Manifest;
  votes: readonly Vote[];
  missing: readonly MissingVote[];
  /** What is known of leaks; absent where nothing is. */
  leaks?: Summary["leaks"];
  /** What was found of the chain of the answers; undefined where the votes came without one. */
  chain?: ChainReport | undefined;
  hashes: Pick<Summary, "planSha256" | "votesSha256" | "missingSha256" | "manifestSha256">;
}

/** Raised when the same votes would give other numbers. */
const method = "pairlab analysis 3";

/**
 * All numbers of a study: the same votes, plan and manifest give the same bytes.
 *
 * Throws: KnownError (input) for votes that don't belong to the plan.
 */
export function analyse(input: AnalysisInput): Summary {
  const { study, plan, manifest, votes, missing, hashes, leaks, chain } = input;
  const prompts = plannedPrompts(plan, manifest);
  checkVotes(votes, plan, new Set(prompts.map(({ id }) => id)));
  checkMissing(missing, plan);
  const trialVotes = votes
    .filter(({ role, choice }) => role === "trial" && choice !== "skip")
    .sort((one, other) => (one.id < other.id ? -1 : 1)); // so that their order has no influence
  const careless = carelessRaters(votes);
  const found = attention(votes, plan);
  const questions = plan.questions.map((question) =>
    questionResult(question, trialVotes, missing, plan, {
      everyVote: votes,
      careless,
      prompts,
    }),
  );
  const counts = voteCounts(plan, prompts.length, trialVotes, missing);
  const hypotheses = hypothesisResults(trialVotes, plan);
  const times = trialVotes.map(({ decidedAt }) => decidedAt).sort();
  return Summary.parse({
    version: 2,
    method,
    study: { id: study.id, title: study.title, mode: study.mode },
    plan,
    ...hashes,
    arms: describedArms(plan, manifest),
    prompts: prompts.map(({ id, text }) => ({ id, text })),
    ...(times.length > 0 ? { firstVoteAt: times[0], lastVoteAt: times.at(-1) } : {}),
    counts,
    seed: plan.seed,
    ...(chain === undefined ? {} : { chain }),
    ...(found === undefined ? {} : { attention: found }),
    ...(leaks === undefined ? {} : { leaks }),
    questions,
    eloAverage: eloAverage(questions, plan.arms),
    hypotheses,
    exploratory: exploratoryResults(trialVotes, plan, hypotheses),
    published: publishedResults(questions, plan),
    preliminary: preliminaryReasons(counts, questions, { leaks, chain }),
  });
}

const plannedPrompts = ({ promptIds }: Plan, { prompts }: Manifest): Manifest["prompts"] =>
  prompts.filter(({ id }) => promptIds === undefined || promptIds.includes(id));

/** ADD reports the mean of both questions' ratings. */
function eloAverage(
  questions: readonly QuestionResult[],
  arms: readonly string[],
): Summary["eloAverage"] {
  const ratings: number[][] = [];
  for (const { title, elo } of questions) {
    if (elo.status !== "ok") return undetermined(`${title} has no ratings: ${elo.reason}`);
    ratings.push(elo.value.items.map((item) => item.elo));
  }
  const mean = (item: number) =>
    ratings.reduce((sum, question) => sum + at(question, item), 0) / ratings.length;
  return ok(arms.map((armId, item) => ({ armId, elo: mean(item) })));
}
