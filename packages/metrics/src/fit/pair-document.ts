import { at } from "@pairlab/domain/at";
import type { FitDocument, FitItem } from "@pairlab/domain/fit-document";
import type { Note, Result } from "@pairlab/domain/result";
import type { VoteTable } from "../votes/vote-table.ts";
import { componentItems, contrastsBetween } from "./component-fits.ts";
import {
  covariateEffects,
  unadjustedOf,
  withCovariates,
  withoutCovariates,
} from "./covariate-document.ts";
import type { FitFindings } from "./fit-findings.ts";
import { bootstrapItems } from "./fit-intervals.ts";
import { clustersOf, type FitRequest, iidAssumed, referenceOf } from "./fit-request.ts";
import { goodnessOfFit } from "./goodness-of-fit.ts";
import { countVotes, mostFittedItems, type TieRule } from "./pair-cells.ts";
import { type PairFit, type PairFitOptions, pairFit } from "./pair-fit.ts";
import { regularisedFindings } from "./regularised-document.ts";
import { variances } from "./standard-errors.ts";
import { entry } from "./symmetric-matrix.ts";

const eloPerLog = 400 / Math.LN10;

/** The document of Bradley-Terry, Davidson or Rao-Kupper. Throws: RangeError over 2,000 items. */
export function pairFindings(
  table: VoteTable,
  request: FitRequest & { model: PairFitOptions["model"] },
): FitFindings {
  if (table.items.length > mostFittedItems)
    throw new RangeError(`pairFindings: ${table.items.length} items`);
  const ties: TieRule = request.model === "bt" ? (request.ties ?? "half") : "model";
  const { position, link } = request;
  const options = { model: request.model, ties, position, link };
  const reference = referenceOf(table, request.reference);
  if (request.regularise !== undefined)
    return regularisedFindings(table, request.regularise, request.amount, reference);
  const plain = pairFit(countVotes(table), table.items.length, options);
  if (plain.status !== "ok") return withoutFit(table, request, options, plain);
  const extra = withCovariates(table, request.covariates, options, plain.value);
  const fit = extra?.fit ?? plain;
  if (fit.status !== "ok") return withoutCovariates(table, extra, plain.value, fit);
  const errors = errorsOf(table, fit.value, request, ties, reference);
  const bootstrap = bootstrapItems(table, fit.value, request, reference);
  const base = reference === undefined ? 0 : entry(fit.value.parameters, reference);
  return {
    status: "ok",
    items: table.items.map((id, item) => {
      const strength = entry(fit.value.parameters, item);
      return {
        id,
        logStrength: strength - base,
        se: errors.of(item),
        ...(link === "probit" ? {} : { elo400: 1000 + strength * eloPerLog }),
        component: 0,
        ...(extra === undefined ? {} : { unadjusted: unadjustedOf(plain.value, item, reference) }),
        ...bootstrap.of(item),
      };
    }),
    components: [[...table.items]],
    position: positionOf(fit.value, errors.of),
    tie: tieOf(fit.value, request.model, errors.of),
    ...(extra === undefined ? {} : { covariates: covariateEffects(extra, errors.of) }),
    logLikelihood: fit.value.logLikelihood,
    goodness: goodnessOfFit(plain.value, table.items),
    ...bootstrap.document,
    options: errors.options,
    notes: [...errors.notes, ...bootstrap.notes, ...boundaryNote(fit.value)],
  };
}

type Word = Exclude<FitItem["se"], number | undefined>;

interface Errors {
  /** The standard error of a parameter, or a word. */
  of: (parameter: number) => number | Word;
  options: FitDocument["options"];
  notes: Note[];
}

function errorsOf(
  table: VoteTable,
  fit: PairFit,
  { se, correction, unfloored }: FitRequest,
  ties: TieRule,
  reference: number | undefined,
): Errors {
  const allowed = clustersOf(table);
  const kind = se ?? allowed.kind ?? "model";
  const found = variances(table, fit, { kind, correction, ties, reference, unfloored });
  const clustered = kind !== "model" && kind !== "hc0";
  const options = {
    se: kind,
    ...(clustered ? { seCorrection: correction } : {}),
    ...(unfloored === true ? { seFloor: false } : {}),
  };
  const notes = [
    ...(se === undefined ? allowed.notes : []),
    ...(se === undefined && kind === "model" ? [iidAssumed] : []),
  ];
  if (found.status !== "ok") return { of: () => found, options, notes };
  return {
    of: (parameter) => {
      const variance = entry(found.value.values, parameter);
      // The reference differs from itself by nothing; everything else that doesn't vary says nothing.
      if (Number.isNaN(variance)) return identifiedAlone;
      if (variance > 0 || parameter === reference) return Math.sqrt(Math.max(0, variance));
      if (variance < 0) return belowZero;
      return noSpread;
    },
    options,
    notes: [...notes, ...found.notes],
  };
}

const identifiedAlone: Word = {
  status: "undetermined",
  reason: "one cluster alone says it: without that cluster nothing does",
};
const belowZero: Word = {
  status: "undetermined",
  reason: "the two-way variance came out below 0: there are too few clusters for it",
};
const noSpread: Word = {
  status: "undetermined",
  reason: "the votes don't vary: nothing says how much they could",
};

function positionOf({ parameters, layout }: PairFit, seOf: Errors["of"]): FitDocument["position"] {
  const { position } = layout;
  return position < 0 ? null : { estimate: entry(parameters, position), se: seOf(position) };
}

function tieOf(
  { parameters, layout, boundary }: PairFit,
  model: PairFitOptions["model"],
  seOf: Errors["of"],
): FitDocument["tie"] {
  if (model === "bt") return null;
  const name = model === "davidson" ? "logNu" : "logTheta";
  if (!boundary) return { name, estimate: entry(parameters, layout.tie), se: seOf(layout.tie) };
  const se: Word = { status: "undetermined", reason: "at the edge of what it can be: no ties" };
  return { name, estimate: name === "logNu" ? { kind: "infinite", sign: -1 } : 0, se };
}

const boundaryNote = ({ boundary }: PairFit): Note[] =>
  boundary
    ? [{ code: "boundary", text: "there are no ties: strengths are those of Bradley-Terry" }]
    : [];

/** A document without a common fit: what each component says on its own, and which always won. */
function withoutFit(
  table: VoteTable,
  request: FitRequest,
  options: PairFitOptions,
  fit: Exclude<Result<never>, { status: "ok" }>,
): FitFindings {
  const groups = fit.status === "undetermined" ? (fit.detail ?? []) : [];
  const members = groups.map((group) => group.map(Number));
  const components = members.map((group) => group.map((item) => at(table.items, item)));
  const alone = options.model === "bt" && !options.position && components.length > 1;
  return {
    ...(fit.status === "undetermined" ? { status: fit.status, reason: fit.reason } : fit),
    items: alone
      ? componentItems(table, members, options, request)
      : table.items.map((id) => ({ id, ...placeOf(components, id) })),
    components,
    ...betweenOf(
      table,
      members,
      options,
      alone && options.link !== "probit" ? request.level : undefined,
    ),
  };
}

function betweenOf(
  table: VoteTable,
  members: readonly (readonly number[])[],
  { ties }: PairFitOptions,
  level: number | undefined,
): Pick<FitFindings, "between" | "notes"> {
  if (members.length < 2) return { notes: [] };
  const between = contrastsBetween(table, members, ties, level);
  const bounded = between.some(({ lower }) => lower !== undefined);
  return { between, notes: bounded ? [boundAssumes] : [] };
}

const boundAssumes: Note = {
  code: "iidAssumed",
  text: "the least an infinite difference can be takes votes as independent, which makes it look surer than it is",
};

function placeOf(components: readonly string[][], id: string): { component?: number } {
  const component = components.findIndex((group) => group.includes(id));
  return component < 0 ? {} : { component };
}
