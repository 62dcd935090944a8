import { KnownError } from "@pairlab/domain/errors";
import type { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";

/** What the compiler needs of a plan: every list written out, every name known. */
export interface DesignRequest {
  armIds: readonly string[];
  pairs: readonly (readonly [string, string])[];
  promptIds: readonly string[];
  questionIds: readonly string[];
  votesPerTask: number;
  trialsPerForm: number;
  seed: number;
}

/**
 * A plan checked against the run it talks about.
 *
 * Throws: KnownError (input) for names the run doesn't have, names given twice, pairs of an arm with
 *         itself, arms that meet nobody, hypotheses and published claims about what isn't compared.
 */
export function designRequest(
  plan: Plan,
  manifest: Pick<Manifest, "arms" | "prompts">,
): DesignRequest {
  const request = {
    armIds: plan.arms,
    pairs: plan.pairs === "all" ? allPairs(plan.arms) : plan.pairs,
    promptIds: plan.promptIds ?? manifest.prompts.map(({ id }) => id),
    questionIds: plan.questions.map(({ id }) => id),
    votesPerTask: plan.votesPerTask,
    trialsPerForm: plan.trialsPerForm,
    seed: plan.seed,
  };
  const { armIds, promptIds, questionIds } = request;
  demandOnce("arm", armIds);
  demandOnce("prompt", promptIds);
  demandOnce("question", questionIds);
  demandKnown(
    "arm",
    armIds,
    manifest.arms.map(({ id }) => id),
    "the manifest",
  );
  demandKnown(
    "prompt",
    promptIds,
    manifest.prompts.map(({ id }) => id),
    "the manifest",
  );
  checkPairs(request);
  checkExtras(plan);
  checkAnswers(plan);
  checkHypotheses(plan, request);
  checkPublished(plan, request);
  return request;
}

function allPairs(arms: readonly string[]): [string, string][] {
  return arms.flatMap((a, index) => arms.slice(index + 1).map((b): [string, string] => [a, b]));
}

function checkPairs({ armIds, pairs }: DesignRequest): void {
  for (const [index, [a, b]] of pairs.entries()) {
    demandKnown("arm", [a, b], armIds, `plan.arms (pairs.${index})`);
    if (a === b)
      throw new KnownError("input", `invalid pair: ${a} against itself (pairs.${index})`, {
        hint: "a pair names two different arms",
      });
  }
  demandOnce("pair", pairs.map(pairName));
  const meeting = new Set(pairs.flat());
  const alone = armIds.find((arm) => !meeting.has(arm));
  if (alone !== undefined)
    throw new KnownError("input", `missing pair: arm ${alone} meets no other arm`, {
      hint: "add a pair with it, or take it out of plan.arms",
    });
}

function checkHypotheses(plan: Plan, { pairs, questionIds }: DesignRequest): void {
  demandOnce(
    "hypothesis",
    plan.hypotheses.map(({ id }) => id),
  );
  const compared = pairs.map(pairName);
  for (const { id, questionId, a, b } of plan.hypotheses) {
    demandKnown("question", [questionId], questionIds, `plan.questions (hypothesis ${id})`);
    demandKnown("pair", [pairName([a, b])], compared, `the compared pairs (hypothesis ${id})`);
  }
}

/** A published claim is about a question and a pair of this study. */
function checkPublished({ published = [] }: Plan, { pairs, questionIds }: DesignRequest): void {
  demandOnce(
    "published claim",
    published.map(({ id }) => id),
  );
  const compared = pairs.map(pairName);
  for (const { id, questionId, a, b } of published) {
    demandKnown("question", [questionId], questionIds, `plan.questions (published ${id})`);
    demandKnown("pair", [pairName([a, b])], compared, `the compared pairs (published ${id})`);
  }
}

/** "Both are bad" prefers neither: beside a forced choice it would be a tie by another name. */
function checkAnswers({ ties, bothBad }: Plan): void {
  if (bothBad !== true || ties === "allowed") return;
  throw new KnownError("input", `invalid plan: bothBad is true, but ties is "${ties}"`, {
    hint: "both are bad counts half for each side, as a tie: allow ties, or leave bothBad out",
  });
}

function checkExtras({ extras, questions }: Plan): void {
  if (extras === undefined || extras.wrongPrompt === 0) return;
  if (questions.every(({ showPrompt }) => !showPrompt))
    throw new KnownError("input", "invalid extras: wrongPrompt, but no question shows the prompt", {
      hint: "a wrong prompt can only be seen beside the prompt: leave wrongPrompt out",
    });
}

/** A pair's name without regard to order. */
const pairName = ([a, b]: readonly [string, string]): string =>
  a < b ? `${a} vs ${b}` : `${b} vs ${a}`;

function demandOnce(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new KnownError("input", `duplicate ${what}: ${twice} (plan)`, {
      hint: `name each ${what} once`,
    });
}

function demandKnown(
  what: string,
  names: readonly string[],
  known: readonly string[],
  place: string,
): void {
  const have = new Set(known);
  const unknown = names.find((name) => !have.has(name));
  if (unknown === undefined) return;
  const some = known.slice(0, 8).join(", ");
  throw new KnownError("input", `unknown ${what}: ${unknown} is not in ${place}`, {
    hint: `known: ${some}${known.length > 8 ? `, … (${known.length})` : ""}`,
  });
}
