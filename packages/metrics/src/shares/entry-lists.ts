import { outcomes, type VoteTable } from "../votes/vote-table.ts";

/** Votes seen from one side: which they are, and what each is worth to that side. */
export interface SidedVotes {
  votes: number[];
  /** 1: won, 0: lost, 1/2: a tie. */
  scores: number[];
}

/** The votes of a pair, from the first item's side. */
export interface PairVotes extends SidedVotes {
  a: number;
  b: number;
}

/** Votes by pair and by item, in the order of items. Shape: items as numbers, a before b. */
export function votesBySide(table: VoteTable): { pairs: PairVotes[]; items: SidedVotes[] } {
  const size = table.items.length;
  const pairs = new Map<number, PairVotes>();
  const items = table.items.map((): SidedVotes => ({ votes: [], scores: [] }));
  for (let v = 0; v < table.first.length; v += 1) {
    const first = table.first[v] ?? 0;
    const second = table.second[v] ?? 0;
    const score = scoreOfFirst(table.outcome[v] ?? 0);
    const [a, b] = first < second ? [first, second] : [second, first];
    const pair = pairs.get(a * size + b) ?? { a, b, votes: [], scores: [] };
    pairs.set(a * size + b, pair);
    push(pair, v, a === first ? score : 1 - score);
    push(items[first], v, score);
    push(items[second], v, 1 - score);
  }
  return {
    pairs: [...pairs.entries()].sort(([one], [other]) => one - other).map(([, pair]) => pair),
    items,
  };
}

function scoreOfFirst(outcome: number): number {
  if (outcome === outcomes.first) return 1;
  return outcome === outcomes.second ? 0 : 0.5;
}

function push(side: SidedVotes | undefined, vote: number, score: number): void {
  side?.votes.push(vote);
  side?.scores.push(score);
}
