import { type Rng, shuffled } from "@pairlab/domain/random";
import type { Task } from "./design-allocation.ts";

const attemptsPerOrder = 20;

/**
 * A form's tasks in the order they are shown: one block a question, no prompt twice in a row, not
 * even across blocks.
 *
 * The questions' own order starts from the form's number, so that each question opens equally often;
 * another order is taken only when two prompts leave no other way.
 *
 * Result: undefined when no such order was found.
 */
export function orderTrials(
  tasks: readonly Task[],
  questions: number,
  formNumber: number,
  rng: Rng,
): Task[] | undefined {
  const blocks = Array.from({ length: questions }, (_, question) =>
    tasks.filter((task) => task.question === question),
  );
  const [preferred, ...others] = permutations(blocks.length).map((order) =>
    order.map((place) => (place + formNumber) % blocks.length),
  );
  for (const order of [preferred ?? [], ...others])
    for (let attempt = 0; attempt < attemptsPerOrder; attempt += 1) {
      const found = joinBlocks(
        order.map((question) => blocks[question] ?? []),
        rng,
      );
      if (found !== undefined) return found;
    }
  return undefined;
}

function joinBlocks(blocks: readonly (readonly Task[])[], rng: Rng): Task[] | undefined {
  const form: Task[] = [];
  for (const block of blocks) {
    const ordered = orderBlock(block, form.at(-1)?.prompt, rng);
    if (ordered === undefined) return undefined;
    form.push(...ordered);
  }
  return form;
}

/** Random order in which a prompt that fills more than half of what is left must come now. */
function orderBlock(
  block: readonly Task[],
  before: number | undefined,
  rng: Rng,
): Task[] | undefined {
  const waiting = shuffled(block, rng);
  const counts = new Map<number, number>();
  for (const { prompt } of block) counts.set(prompt, (counts.get(prompt) ?? 0) + 1);
  const ordered: Task[] = [];
  let last = before;
  while (waiting.length > 0) {
    const pressing = waiting.findIndex(
      ({ prompt }) => 2 * (counts.get(prompt) ?? 0) > waiting.length,
    );
    const place = pressing < 0 ? waiting.findIndex(({ prompt }) => prompt !== last) : pressing;
    const [next] = place < 0 ? [] : waiting.splice(place, 1);
    if (next === undefined || next.prompt === last) return undefined;
    counts.set(next.prompt, (counts.get(next.prompt) ?? 0) - 1);
    ordered.push(next);
    last = next.prompt;
  }
  return ordered;
}

function permutations(length: number): number[][] {
  if (length === 0) return [[]];
  return permutations(length - 1).flatMap((rest) =>
    Array.from({ length }, (_, place) => [
      ...rest.slice(0, length - 1 - place),
      length - 1,
      ...rest.slice(length - 1 - place),
    ]),
  );
}
