import { at } from "@pairlab/domain/at";
import type { Design, DesignForm, DesignTrial } from "@pairlab/domain/design";
import { KnownError } from "@pairlab/domain/errors";
import type { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";
import { createRng, type Rng } from "@pairlab/domain/random";
import { dealTasks, type Task } from "./design-allocation.ts";
import { withExtras } from "./design-extras.ts";
import { orderTrials } from "./design-order.ts";
import { type DesignRequest, designRequest } from "./design-request.ts";
import { designRounds } from "./design-rounds.ts";
import { soloSides } from "./design-solo-sides.ts";
import { twinSides } from "./design-twin-sides.ts";
import type { Link } from "./euler-orientation.ts";

/**
 * Every form of a study, balanced by construction; a pure function of plan and run.
 *
 * Throws: as `designForms`.
 */
export const compileDesign = (
  plan: Plan,
  manifest: Pick<Manifest, "arms" | "prompts">,
  planSha256: string,
): Design => ({ version: 1, planSha256, forms: [...designForms(plan, manifest)] });

/**
 * How many forms a plan has, without compiling it, and which form is whose twin.
 *
 * Throws: KnownError (input) for a plan the run can't serve or whole forms can't satisfy.
 */
export function designSize(
  plan: Plan,
  manifest: Pick<Manifest, "arms" | "prompts">,
): { forms: number; twinOf: (index: number) => number | null } {
  const { twinForms, soloForms } = designRounds(designRequest(plan, manifest));
  return {
    forms: 2 * twinForms + soloForms,
    twinOf: (index) => (index < 2 * twinForms ? index + 1 - 2 * (index % 2) : null),
  };
}

/**
 * The same, a form at a time: what is held are the showings that aren't dealt yet, not the forms that were made.
 *
 * Even votes a task: forms come as twins, neighbours in the list, so a study that stops early is still
 * nearly balanced. Odd votes add forms without a twin, each task once. `count-margins.ts` says what
 * is promised, and counts it anew.
 *
 * Throws: KnownError (input) for a plan the run can't serve or whole forms can't satisfy.
 */
export function* designForms(
  plan: Plan,
  manifest: Pick<Manifest, "arms" | "prompts">,
): Generator<DesignForm> {
  const { extras, questions, seed } = plan;
  for (const form of plannedForms(plan, manifest))
    yield extras === undefined ? form : withExtras(form, { extras, questions, seed });
}

/** The forms without checks, controls and repeats. */
function* plannedForms(
  plan: Plan,
  manifest: Pick<Manifest, "arms" | "prompts">,
): Generator<DesignForm> {
  const request = designRequest(plan, manifest);
  const rounds = designRounds(request);
  const rng = createRng(request.seed, "design");
  const pairs = request.pairs.map(([a, b]) => linkOf(request, a, b));
  let index = 0;
  for (const tasks of orderedForms(request, rounds.twinShowings, rounds.twinForms, rng)) {
    const sides = twinSides(tasks, pairs, rng);
    yield { index, twinOf: index + 1, trials: trialsOf(request, tasks, sides) };
    yield {
      index: index + 1,
      twinOf: index,
      trials: trialsOf(
        request,
        tasks.toReversed(),
        sides.toReversed().map((left) => !left),
      ),
    };
    index += 2;
  }
  // Sides of forms without a twin are balanced over all of them at once.
  const solos = [...orderedForms(request, 1, rounds.soloForms, rng)];
  const alone = solos.length === 0 ? [] : soloSides(solos, pairs, rng);
  for (const [place, tasks] of solos.entries())
    yield {
      index: index + place,
      twinOf: null,
      trials: trialsOf(request, tasks, at(alone, place)),
    };
}

function* orderedForms(
  request: DesignRequest,
  showings: number,
  forms: number,
  rng: Rng,
): Generator<Task[]> {
  const { pairs, promptIds, questionIds } = request;
  const counts = {
    pairs: pairs.length,
    prompts: promptIds.length,
    questions: questionIds.length,
  };
  let form = 0;
  for (const tasks of dealTasks(counts, showings, forms, rng)) {
    const ordered = orderTrials(tasks, questionIds.length, form, rng);
    if (ordered === undefined)
      throw new KnownError("input", `invalid plan: ${promptIds.length} prompts can't alternate`, {
        hint: "use at least 3 prompts",
      });
    yield ordered;
    form += 1;
  }
}

const linkOf = ({ armIds }: DesignRequest, a: string, b: string): Link => ({
  a: armIds.indexOf(a),
  b: armIds.indexOf(b),
});

function trialsOf(
  { pairs, promptIds, questionIds }: DesignRequest,
  tasks: readonly Task[],
  firstOnLeft: readonly boolean[],
): DesignTrial[] {
  const questions = [...new Set(tasks.map(({ question }) => question))];
  return tasks.map(({ pair, prompt, question }, index) => {
    const [a, b] = at(pairs, pair);
    const [left, right] = at(firstOnLeft, index) ? [a, b] : [b, a];
    return {
      index,
      block: questions.indexOf(question),
      questionId: at(questionIds, question),
      promptId: at(promptIds, prompt),
      left,
      right,
      role: "trial",
    };
  });
}
