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
 * Tasks dealt into forms, each task `showings` times and at most once a form; a form at a time.
 *
 * In every form each question has equally many trials; each prompt's count differs by at most 1 from
 * any other's, in the form and in each question's block; so does each pair's in each block. The same holds, of the
 * sums, for the forms of every branch below, so that whatever comes first is nearly balanced by itself.
 *
 * Source: de Werra 1971 (equitable edge colouring of bipartite graphs), by halving: of n showings of a group for
 *         k forms, between ⌊n·h/k⌋ and ⌈n·h/k⌉ go to the first h forms. n·h/k of everything is a fractional flow
 *         within these bounds, so a whole one exists, and both parts have the same property for their forms.
 *         Each showing is moved log2(forms) times.
 */
export function* dealTasks(
  counts: TaskCounts,
  showings: number,
  forms: number,
  rng: Rng,
): Generator<Task[]> {
  const tasks = allTasks(counts);
  const all = shuffled([...tasks.keys()], rng).map((task) => ({ task, showings }));
  for (const form of dealt(counts, tasks, all, forms, rng))
    yield form.map(({ task }) => at(tasks, task));
}

/** Showings of one task, by index, that are still to be dealt. */
interface Heap {
  task: number;
  showings: number;
}

function* dealt(
  counts: TaskCounts,
  tasks: readonly Task[],
  heaps: Heap[],
  forms: number,
  rng: Rng,
): Generator<Heap[]> {
  if (forms === 0) return;
  if (forms === 1) return yield heaps;
  const first = Math.ceil(forms / 2);
  const taken = shareOut(counts, tasks, heaps, { forms: first, of: forms });
  const part = (showingsOf: (heap: Heap, place: number) => number): Heap[] =>
    shuffled(
      heaps.flatMap((heap, place) => {
        const left = showingsOf(heap, place);
        return left === 0 ? [] : [{ ...heap, showings: left }];
      }),
      rng,
    );
  yield* dealt(
    counts,
    tasks,
    part((_, place) => at(taken, place)),
    first,
    rng,
  );
  const rest = part(({ showings }, place) => showings - at(taken, place));
  yield* dealt(counts, tasks, rest, forms - first, rng);
}

function allTasks({ pairs, prompts, questions }: TaskCounts): Task[] {
  return Array.from({ length: pairs * prompts * questions }, (_, index) => ({
    pair: index % pairs,
    prompt: Math.floor(index / pairs) % prompts,
    question: Math.floor(index / (pairs * prompts)),
  }));
}

/**
 * How many of each heap's showings go to some of the forms, as a flow: source → question → pair in question → prompt
 * in question → prompt → sink.
 */
function shareOut(
  { pairs, prompts, questions }: TaskCounts,
  tasks: readonly Task[],
  heaps: readonly Heap[],
  share: { forms: number; of: number },
): number[] {
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
  for (const { task, showings: n } of heaps) {
    const { pair, prompt, question } = at(tasks, task);
    edges.push({ from: pairNode(question, pair), to: cellNode(question, prompt), low: 0, high: n });
    count(0, questionNode(question), n);
    count(questionNode(question), pairNode(question, pair), n);
    count(cellNode(question, prompt), promptNode(prompt), n);
    count(promptNode(prompt), 1, n);
  }
  const fairShare = ({ from, to, high }: BoundedEdge): BoundedEdge => ({
    from,
    to,
    low: Math.floor((high * share.forms) / share.of),
    high: Math.ceil((high * share.forms) / share.of),
  });
  const flow = boundedFlow(nodes, [...edges, ...groups.values()].map(fairShare));
  if (flow === undefined) throw new RangeError("no equitable share: more trials than tasks");
  return flow.slice(0, heaps.length);
}
