import { KnownError } from "@pairlab/domain/errors";
import { copyRow, type RowBlock, type RowFields, rowFields } from "./csv-row.ts";
import { type Expected, wordColumn } from "./growing.ts";
import { type IdSource, ownIds, plainIds } from "./id-source.ts";
import { idNames, idTable, internId } from "./id-table.ts";
import { outcomeReader } from "./outcome-reader.ts";
import { mostItems, type PlainColumns, type PlainRows } from "./plain-rows.ts";
import { amount, emptyId, textOf } from "./row-errors.ts";
import type { VoteColumns } from "./vote-columns.ts";
import { voteStore } from "./vote-store.ts";
import { type Ids, outcomes, type VoteTable } from "./vote-table.ts";

/** Rows in, a table of votes out. */
export interface VoteRows {
  /** Takes the row whose fields these are. Throws: KnownError (input) with the line. */
  take(fields: RowFields, line: number): void;
  /** Takes rows of as many lines, the first of them `line`. Throws: as `take`, for the first wrong row. */
  takeBlock(block: RowBlock, line: number): void;
  /** Takes rows that were read without looking at each. */
  takePlain(columns: PlainColumns): void;
  /** What the rows were. Throws: KnownError (input) for an id that isn't UTF-8. */
  table(): VoteTable;
}

/**
 * A reader of rows: checks labels and ids, turns ids into numbers, and keeps nothing of the text.
 *
 * A vote whose role isn't `trial` is left out and counted before anything else of it is looked at.
 */
export function voteRows(
  columns: VoteColumns,
  source: string,
  plain: PlainRows | undefined,
  expected?: Expected,
): VoteRows {
  const items = plain === undefined ? ownIds() : plainIds(plain, plain.items);
  const counts = columns.shape === "counts";
  const weighted = counts || columns.of("weight") >= 0;
  const kept = voteStore(weighted, expected);
  const ids = idColumns(columns, source, plain, expected);
  const roles = roleFilter(columns.of("role"));
  const outcomeOf = outcomeReader(columns, source);
  const pair = pairReader(columns, items, source);
  const add = (outcome: number, votes: number, fields: RowFields, line: number): void => {
    kept.push(pair.first, pair.second, outcome, votes);
    for (const take of ids.takers) take(fields, line);
  };
  const weightOf = columns.of("weight");
  const takeVote = (fields: RowFields, line: number): void => {
    if (!roles.isTrial(fields)) return;
    pair.read(fields, line);
    const votes = weightOf < 0 ? 1 : amount(fields, weightOf, "weight", line, source);
    add(outcomeOf(fields, line), votes, fields, line);
  };
  const countFields = countColumns(columns);
  const takeCounts = (fields: RowFields, line: number): void => {
    pair.read(fields, line);
    for (const { name, at, outcome } of countFields) {
      const count = amount(fields, at, name, line, source);
      if (count > 0) add(outcome, count, fields, line);
    }
  };
  const take = counts ? takeCounts : takeVote;
  const single = rowFields(columns.count);
  return {
    take,
    takeBlock: (block, line) => {
      for (let row = 0; row < block.rows; row += 1) {
        copyRow(block, row, single);
        take(single, line + row);
      }
    },
    takePlain: (found) => {
      kept.append(found);
      for (const [i, values] of found.others.entries()) ids.open[i]?.column.append(values);
    },
    table: () => {
      const { names, place } = sortedNames(items, source);
      const { first, second, outcome, weight } = kept.values();
      return {
        shape: counts ? "pairs" : "votes",
        items: names,
        first: placesOfItems(first, place),
        second: placesOfItems(second, place),
        outcome,
        weight,
        ...ids.columns(),
        leftOut: roles.leftOut(),
      };
    },
  };
}

const countColumns = ({ of }: VoteColumns) =>
  [
    { name: "wins_i", at: of("winner"), outcome: outcomes.first },
    { name: "wins_j", at: of("losses"), outcome: outcomes.second },
    { name: "ties", at: of("ties"), outcome: outcomes.tie },
  ].filter(({ at }) => at >= 0);

function pairReader({ of, shape }: VoteColumns, items: IdSource, source: string) {
  const [left, right] = [of("left"), of("right")];
  const names = { sides: "left", arena: "model_a", counts: "item_i" };
  const idOf = (fields: RowFields, column: number, line: number): number => {
    const start = fields.start[column] ?? 0;
    const end = fields.end[column] ?? 0;
    if (start === end) throw emptyId(column === left ? names[shape] : "second item", line, source);
    return items.intern(fields, column);
  };
  const pair = {
    first: 0,
    second: 0,
    read: (fields: RowFields, line: number): void => {
      pair.first = idOf(fields, left, line);
      pair.second = idOf(fields, right, line);
      if (pair.first === pair.second)
        throw new KnownError(
          "input",
          `invalid comparison: ${textOf(fields, left)} against itself (${source} line ${line})`,
          { hint: "the two items of a vote differ" },
        );
      if (pair.first >= mostItems || pair.second >= mostItems)
        throw new KnownError("input", `invalid votes: over ${mostItems} items (${source})`, {
          hint: "are the columns of items the right ones?",
        });
    },
  };
  return pair;
}

function roleFilter(column: number) {
  const roles = idTable(["trial"]);
  const counts: number[] = [];
  return {
    isTrial: (fields: RowFields): boolean => {
      if (column < 0) return true;
      const { view, start, end, hash } = fields;
      const role = internId(roles, view, start[column] ?? 0, end[column] ?? 0, hash[column] ?? 0);
      if (role === 0) return true;
      counts[role] = (counts[role] ?? 0) + 1;
      return false;
    },
    leftOut: () =>
      idNames(roles)
        .map((role, i) => ({ role, votes: counts[i] ?? 0 }))
        .filter(({ votes }) => votes > 0)
        .sort((one, other) => (one.role < other.role ? -1 : 1)),
  };
}

/** Raters, prompts, questions and what else was asked for: an id each, where the file has the column. */
function idColumns(
  { of, extras }: VoteColumns,
  source: string,
  plain: PlainRows | undefined,
  expected: Expected | undefined,
) {
  const named = (["rater", "prompt", "question"] as const)
    .filter((name) => of(name) >= 0)
    .map((name) => ({ name, at: of(name) }));
  const open = [...named, ...extras].map(({ name, at }, i) => {
    const table = plain?.others[i];
    const ids = plain === undefined || table === undefined ? ownIds() : plainIds(plain, table);
    return { name, at, ids, column: wordColumn(expected) };
  });
  const idsOf = ({ ids, column }: (typeof open)[number]): Ids => {
    const { names, place } = sortedNames(ids, source);
    return { ids: names, of: placesOf(column.values(), place) };
  };
  const values = (name: string): Ids | undefined => {
    const found = open.slice(0, named.length).find((one) => one.name === name);
    return found && idsOf(found);
  };
  return {
    open,
    takers: open.map(({ name, at, ids, column }) => (fields: RowFields, line: number): void => {
      const start = fields.start[at] ?? 0;
      const end = fields.end[at] ?? 0;
      if (start === end) throw emptyId(name, line, source);
      column.push(ids.intern(fields, at));
    }),
    columns: () => ({
      raters: values("rater"),
      prompts: values("prompt"),
      questions: values("question"),
      ...(extras.length === 0
        ? {}
        : {
            extras: open.slice(named.length).map((one) => ({ name: one.name, ...idsOf(one) })),
          }),
    }),
  };
}

/** Each value's place, in the same array. */
function placesOf(values: Uint32Array, place: Uint32Array): Uint32Array {
  for (let i = 0; i < values.length; i += 1) values[i] = place[values[i] ?? 0] ?? 0;
  return values;
}

/** The same for two bytes a value: one function for both kinds of array would be slower for each. */
function placesOfItems(values: Uint16Array, place: Uint32Array): Uint16Array {
  for (let i = 0; i < values.length; i += 1) values[i] = place[values[i] ?? 0] ?? 0;
  return values;
}

function sortedNames(ids: IdSource, source: string): { names: string[]; place: Uint32Array } {
  const names = decoded(ids, source);
  const order = names
    .map((_, id) => id)
    .sort((a, b) => ((names[a] ?? "") < (names[b] ?? "") ? -1 : 1));
  const place = new Uint32Array(names.length);
  order.forEach((id, index) => {
    place[id] = index;
  });
  return { names: order.map((id) => names[id] ?? ""), place };
}

function decoded(ids: IdSource, source: string): string[] {
  try {
    return ids.names();
  } catch (cause) {
    throw new KnownError("input", `invalid text: an id isn't UTF-8 (${source})`, {
      hint: "save the file as UTF-8",
      cause,
    });
  }
}
