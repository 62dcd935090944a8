import { at } from "@pairlab/domain/at";
import { type Rng, shuffled } from "@pairlab/domain/random";
import { type BoundedEdge, boundedFlow } from "./bounded-flow.ts";

/** A pair × prompt × question, by index. */
export interface Task {
  pair: number;
  prompt: number;
  question: number;
}

export interface TaskCounts {
  pairs: number;
  prompts: number;
  questions: number;
}

/**
 * Tasks dealt into forms, each task `showings` times and at most once a form.
 *
 * In every form each question has equally many trials; each prompt's count differs by at most 1 from
 * any other's, in the form and in each question's block; so does each pair's in each block.
 *
 * Source: de Werra 1971 (equitable edge colouring of bipartite graphs). Forms are taken off one by
 *         one: with k forms left, n/k of every group is a fractional flow within [⌊n/k⌋, ⌈n/k⌉], so
 *         a whole one exists, and what remains has the same property for k − 1.
 */
export function dealTasks(counts: TaskCounts, showings: number, forms: number, rng: Rng): Task[][] {
  const tasks = allTasks(counts);
  const left = tasks.map(() => showings);
  return Array.from({ length: forms }, (_, taken) => {
    const order = shuffled([...tasks.keys()], rng).filter((index) => at(left, index) > 0);
    const chosen = chooseForm(counts, tasks, left, order, forms - taken);
    for (const index of chosen) left[index] = at(left, index) - 1;
    return chosen.map((index) => at(tasks, index));
  });
}

function allTasks({ pairs, prompts, questions }: TaskCounts): Task[] {
  return Array.from({ length: pairs * prompts * questions }, (_, index) => ({
    pair: index % pairs,
    prompt: Math.floor(index / pairs) % prompts,
    question: Math.floor(index / (pairs * prompts)),
  }));
}

/** One form as a flow: source → question → pair in question → prompt in question → prompt → sink. */
function chooseForm(
  counts: TaskCounts,
  tasks: readonly Task[],
  left: readonly number[],
  order: readonly number[],
  formsLeft: number,
): number[] {
  const { pairs, prompts, questions } = counts;
  const questionNode = (question: number) => 2 + question;
  const pairNode = (question: number, pair: number) => 2 + questions + question * pairs + pair;
  const cellNode = (question: number, prompt: number) =>
    2 + questions * (1 + pairs) + question * prompts + prompt;
  const promptNode = (prompt: number) => 2 + questions * (1 + pairs + prompts) + prompt;

  const nodes = promptNode(prompts);
  const edges: BoundedEdge[] = [];
  const groups = new Map<number, BoundedEdge>();
  const count = (from: number, to: number, n: number) => {
    const name = from * nodes + to;
    const edge = groups.get(name) ?? { from, to, low: 0, high: 0 };
    if (!groups.has(name)) groups.set(name, edge);
    edge.high += n;
  };
  for (const index of order) {
    const { pair, prompt, question } = at(tasks, index);
    const n = at(left, index);
    edges.push({ from: pairNode(question, pair), to: cellNode(question, prompt), low: 0, high: n });
    count(0, questionNode(question), n);
    count(questionNode(question), pairNode(question, pair), n);
    count(cellNode(question, prompt), promptNode(prompt), n);
    count(promptNode(prompt), 1, n);
  }
  const fairShare = ({ from, to, high }: BoundedEdge): BoundedEdge => ({
    from,
    to,
    low: Math.floor(high / formsLeft),
    high: Math.ceil(high / formsLeft),
  });
  const flow = boundedFlow(nodes, [...edges, ...groups.values()].map(fairShare));
  if (flow === undefined) throw new RangeError("no equitable form: more trials than tasks");
  return order.filter((_, place) => flow[place] === 1);
}
