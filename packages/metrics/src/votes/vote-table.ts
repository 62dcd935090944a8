import { at } from "@pairlab/domain/at";

/** What happened to a vote, as a number: `first` is the item on the left, or the first of a pair. */
export const outcomes = { first: 0, second: 1, tie: 2, bothBad: 3 } as const;

/**
 * Votes as columns of numbers, one entry a vote, or one a pair and outcome when the file held counts.
 *
 * Numbers in `first`, `second`, `rater`, `prompt` and `question` are places in the lists of ids, which are
 * sorted: the order of rows has no influence on anything but the order of the columns.
 */
export interface VoteTable {
  /** votes: left and right are known; pairs: a file of counts, without sides. */
  shape: "votes" | "pairs";
  items: readonly string[];
  first: Uint16Array;
  second: Uint16Array;
  outcome: Uint8Array;
  /** Undefined: each entry counts once. */
  weight: Float64Array | undefined;
  /** Absent columns are undefined: nothing is known about them. */
  raters: Ids | undefined;
  prompts: Ids | undefined;
  questions: Ids | undefined;
  /** Further columns that were asked for; their values are texts, as in the file. */
  extras?: readonly (Ids & { name: string })[];
  /** Votes left out by their role, and how many. */
  leftOut: readonly { role: string; votes: number }[];
}

/** A column of ids: `of[i]` is the place of entry i in `ids`. */
export interface Ids {
  ids: readonly string[];
  of: Uint32Array;
}

/** How many votes a table stands for: its entries, or the sum of its counts. */
export const voteCount = ({ shape, first, weight }: VoteTable): number =>
  shape === "pairs" && weight !== undefined
    ? weight.reduce((sum, count) => sum + count, 0)
    : first.length;

/** The weight of ties of both kinds, and of those where both were bad. */
export function tieCount({ outcome, weight }: VoteTable): { ties: number; bothBad: number } {
  let ties = 0;
  let bothBad = 0;
  for (let i = 0; i < outcome.length; i += 1) {
    const found = outcome[i] ?? 0;
    if (found < outcomes.tie) continue;
    const count = weight?.[i] ?? 1;
    ties += count;
    if (found === outcomes.bothBad) bothBad += count;
  }
  return { ties, bothBad };
}

/**
 * The entries for which `keep` holds. Raters and prompts that no kept entry names are gone; so are items,
 * unless they are to stay: an item that lost all its votes is still one that was asked about.
 */
export function selectVotes(
  table: VoteTable,
  keep: (entry: number) => boolean,
  { keepItems }: { keepItems: boolean },
): VoteTable {
  const kept: number[] = [];
  for (let i = 0; i < table.first.length; i += 1) if (keep(i)) kept.push(i);
  const first = Uint16Array.from(kept, (i) => at(table.first, i));
  const second = Uint16Array.from(kept, (i) => at(table.second, i));
  const everyone = Uint16Array.from(keepItems ? table.items.keys() : []);
  const items = usedOf(table.items.length, [first, second, everyone]);
  const { weight, extras } = table;
  return {
    ...table,
    items: items.used.map((item) => at(table.items, item)),
    first: first.map((item) => at(items.place, item)),
    second: second.map((item) => at(items.place, item)),
    outcome: Uint8Array.from(kept, (i) => at(table.outcome, i)),
    weight: weight && Float64Array.from(kept, (i) => at(weight, i)),
    raters: selectIds(table.raters, kept),
    prompts: selectIds(table.prompts, kept),
    questions: selectIds(table.questions, kept),
    ...(extras === undefined ? {} : { extras: extras.map((one) => selectExtra(one, kept)) }),
  };
}

const selectExtra = (
  { name, ids, of }: Ids & { name: string },
  kept: readonly number[],
): Ids & { name: string } => ({ name, ids, of: Uint32Array.from(kept, (i) => at(of, i)) });

function selectIds(column: Ids | undefined, kept: readonly number[]): Ids | undefined {
  if (column === undefined) return undefined;
  const of = Uint32Array.from(kept, (i) => at(column.of, i));
  const { used, place } = usedOf(column.ids.length, [of]);
  return { ids: used.map((id) => at(column.ids, id)), of: of.map((id) => at(place, id)) };
}

function usedOf(size: number, columns: readonly (Uint16Array | Uint32Array)[]) {
  const seen = new Uint8Array(size);
  for (const column of columns) for (const id of column) seen[id] = 1;
  const used = [...seen.keys()].filter((id) => seen[id] === 1);
  const place = new Uint32Array(size);
  used.forEach((id, index) => {
    place[id] = index;
  });
  return { used, place };
}
