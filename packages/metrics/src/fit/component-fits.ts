import { at } from "@pairlab/domain/at";
import type { FitDocument, FitItem } from "@pairlab/domain/fit-document";
import { selectVotes, type VoteTable } from "../votes/vote-table.ts";
import { cellsAmong, contrastBound } from "./contrast-bound.ts";
import { clustersOf, type FitRequest } from "./fit-request.ts";
import { countVotes, type PairCells, pairCells, type TieRule } from "./pair-cells.ts";
import { type PairFitOptions, pairFit } from "./pair-fit.ts";
import { variances } from "./standard-errors.ts";
import { entry } from "./symmetric-matrix.ts";

const alone = {
  status: "undetermined",
  reason: "alone in its component: only the direction of its differences is known",
} as const;

/**
 * Items of separate components: strengths and standard errors inside each, with mean 0 there; numbers of two
 * components can't be compared.
 *
 * Shape:  components as numbers of items.
 */
export function componentItems(
  table: VoteTable,
  components: readonly (readonly number[])[],
  options: PairFitOptions,
  request: FitRequest,
): FitItem[] {
  const found = components.flatMap((members, component) => {
    if (members.length === 1)
      return members.map((item) => ({
        id: at(table.items, item),
        logStrength: alone,
        se: alone,
        component,
      }));
    return insideItems(insideOf(table, members), component, options, request);
  });
  return found.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function insideOf(table: VoteTable, members: readonly number[]): VoteTable {
  const inside = new Set(members);
  const both = (v: number) => inside.has(at(table.first, v)) && inside.has(at(table.second, v));
  return selectVotes(table, both, { keepItems: false });
}

function insideItems(
  table: VoteTable,
  component: number,
  options: PairFitOptions,
  { se, correction, unfloored }: FitRequest,
): FitItem[] {
  const fit = pairFit(countVotes(table), table.items.length, options);
  if (fit.status !== "ok")
    return table.items.map((id) => ({ id, logStrength: alone, se: alone, component }));
  const kind = se ?? clustersOf(table).kind ?? "model";
  const of = { kind, correction, ties: options.ties, reference: undefined, unfloored };
  const errors = variances(table, fit.value, of);
  return table.items.map((id, item) => ({
    id,
    logStrength: entry(fit.value.parameters, item),
    se: errors.status === "ok" ? errorOf(entry(errors.value.values, item)) : errors,
    component,
  }));
}

const errorOf = (variance: number): FitItem["se"] =>
  variance >= 0 ? Math.sqrt(variance) : identifiedAlone;
const identifiedAlone = {
  status: "undetermined",
  reason: "one cluster alone says it: without that cluster nothing does",
} as const;

/**
 * Which components always won against which, directly or by way of others: the difference is infinite. With a
 * level, the least it can be, one-sided, where there are few enough of them.
 */
export function contrastsBetween(
  table: VoteTable,
  components: readonly (readonly number[])[],
  ties: TieRule,
  level?: number,
): Between {
  const cells = pairCells(countVotes(table), table.items.length, { ties, sides: false });
  const place = new Map(
    components.flatMap((members, component) => members.map((item) => [item, component] as const)),
  );
  const beats = components.map(() => new Set<number>());
  cells.first.forEach((first, c) => {
    const [one, other] = [place.get(first) ?? 0, place.get(at(cells.second, c)) ?? 0];
    if (one === other) return;
    beats[entry(cells.wins, c) > 0 ? one : other]?.add(entry(cells.wins, c) > 0 ? other : one);
  });
  const below = components.map((_, better) => reachable(beats, better));
  const found = below.flatMap((all, better) =>
    [...all]
      .sort((one, other) => one - other)
      .map((worse) => ({
        better,
        worse,
        contrast: { kind: "infinite" as const, sign: 1 as const },
      })),
  );
  if (level === undefined || found.length > mostBounds) return found;
  return found.map((contrast) => {
    const groups = chainOf(components, below, contrast);
    return groups.flat().length > mostBoundItems
      ? contrast
      : { ...contrast, lower: { level, value: boundOf(cells, groups, level) } };
  });
}

type Between = NonNullable<FitDocument["between"]>;

/** Each bound takes about fifty fits. */
const [mostBounds, mostBoundItems] = [60, 60];

/** The better component, those between, and the worse: all that their votes say of the difference. */
function chainOf(
  components: readonly (readonly number[])[],
  below: readonly ReadonlySet<number>[],
  { better, worse }: Pick<Between[number], "better" | "worse">,
): (readonly number[])[] {
  const between = [...at(below, better)].filter((middle) => at(below, middle).has(worse));
  return [better, ...between, worse].map((component) => at(components, component));
}

function boundOf(cells: PairCells, groups: readonly (readonly number[])[], level: number) {
  const items = groups.flat();
  const place = new Map(items.map((item, i) => [item, i]));
  const numbered = groups.map((group) => group.map((item) => place.get(item) ?? 0));
  const found = contrastBound(cellsAmong(cells, items), numbered, level);
  return found.status === "ok" ? found.value : found;
}

/** Everything below a component; there are no cycles between components. */
function reachable(beats: readonly ReadonlySet<number>[], from: number): Set<number> {
  const found = new Set<number>();
  const open = [...at(beats, from)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...at(beats, next));
  }
  return found;
}
