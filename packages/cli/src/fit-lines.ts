import type { FitDocument, FitItem } from "@pairlab/domain/fit-document";

/** A fit in lines for people: items from the strongest, then what else was fitted, then remarks. */
export function fitLines(found: FitDocument): string[] {
  const { status, reason, model, n, reference, items, counts } = found;
  const leftOut = counts.leftOut.map(({ role, votes }) => `${votes} ${role || "without a role"}`);
  return [
    `${model}: ${status}${reason === undefined ? "" : `, ${reason}`}; ${n} votes, ${items.length} items`,
    ...(leftOut.length === 0 ? [] : [`left out by role: ${leftOut.join(", ")}`]),
    ...(reference === null ? [] : [`relative to ${reference}`]),
    "",
    ...ranked(items).map((item) => itemLine(item, found)),
    ...parameterLines(found),
    ...goodnessLines(found),
    ...(found.between ?? []).map(
      ({ better, worse, lower }) =>
        `component ${better + 1} always won against component ${worse + 1}: an infinite difference${lowerText(lower)}`,
    ),
    ...found.notes.map(({ text }) => `note: ${text}`),
  ];
}

const lowerText = (lower: NonNullable<FitDocument["between"]>[number]["lower"]): string =>
  typeof lower?.value === "number"
    ? `, at least ${lower.value.toFixed(4)} with ${100 * lower.level} % confidence`
    : "";

const strengthOf = ({ elo, logStrength }: FitItem): number | undefined => {
  const value = elo ?? logStrength;
  return typeof value === "number" ? value : undefined;
};

const ranked = (items: readonly FitItem[]): FitItem[] =>
  [...items].sort(
    (one, other) =>
      (one.component ?? 0) - (other.component ?? 0) ||
      (strengthOf(other) ?? Number.NEGATIVE_INFINITY) -
        (strengthOf(one) ?? Number.NEGATIVE_INFINITY),
  );

function itemLine(item: FitItem, { components, model }: FitDocument): string {
  const { interval, rank, component } = item;
  return [
    ...(components.length > 1 ? [`component ${(component ?? 0) + 1}`] : []),
    item.id,
    model === "elo" ? `elo ${text(item.elo, 1)}` : `log strength ${text(item.logStrength, 4)}`,
    ...(item.se === undefined ? [] : [`± ${text(item.se, 4)}`]),
    ...(item.unadjusted === undefined ? [] : [`without covariates ${text(item.unadjusted, 4)}`]),
    ...(item.elo400 === undefined ? [] : [`elo scale ${text(item.elo400, 1)}`]),
    ...(item.orderSd === undefined ? [] : [`order noise ${text(item.orderSd, 2)}`]),
    ...(interval === undefined ? [] : [intervalText(interval)]),
    ...(rank === undefined ? [] : [`rank ${rank.lower} to ${rank.upper}`]),
  ].join("  ");
}

function intervalText(interval: NonNullable<FitItem["interval"]>): string {
  if ("status" in interval) return `interval ${interval.status}`;
  return `${interval.level * 100} % ${interval.lower.toPrecision(5)} to ${interval.upper.toPrecision(5)}`;
}

function goodnessLines({ goodness }: FitDocument): string[] {
  if (goodness === undefined) return [];
  const { deviance, df, p, residuals, circles } = goodness;
  const [worst] = residuals;
  const test = p.status === "ok" ? `, p ${p.value.toPrecision(3)} if votes were independent` : "";
  return [
    `deviance ${deviance.toFixed(2)} on ${df} degrees of freedom${test}`,
    ...(df > 0 && worst !== undefined
      ? [
          `least well explained: ${worst.a} against ${worst.b}, ${(100 * worst.observed).toFixed(1)} % of ${worst.n} where ${(100 * worst.expected).toFixed(1)} % were expected`,
        ]
      : []),
    ...(circles.status === "ok"
      ? [`circles: ${circles.value.circular} of ${circles.value.triples} triples`]
      : []),
  ];
}

function covariateLine({ name, scale, estimate, se }: Covariate): string {
  const size = `${name} (each ${scale.toPrecision(4)})`;
  if (typeof estimate === "number")
    return `${size} adds ${text(estimate, 4)} ± ${text(se, 4)} to the left's log odds`;
  return "kind" in estimate
    ? `${size}: an infinite effect, ${estimate.sign > 0 ? "for" : "against"} the left`
    : `${size}: ${estimate.status}, ${estimate.reason}`;
}

type Covariate = NonNullable<FitDocument["covariates"]>[number];

function parameterLines({ position, tie, raters, covariates }: FitDocument): string[] {
  const estimate = tie?.estimate;
  return [
    ...(position === null
      ? []
      : [`left adds ${text(position.estimate, 4)} ± ${text(position.se, 4)} to the log odds`]),
    ...(tie === null
      ? []
      : [
          `${tie.name} ${typeof estimate === "number" ? text(estimate, 4) : "infinite"} ± ${text(tie.se, 4)}`,
        ]),
    ...(covariates ?? []).map(covariateLine),
    ...(raters ?? []).map(
      ({ id, reliability, votes }) =>
        `rater ${id}  reliability ${text(reliability, 3)}  ${votes} votes`,
    ),
  ];
}

function text(value: FitItem["se"], digits: number): string {
  if (typeof value === "number") return value.toFixed(digits);
  return value?.status ?? "unknown";
}
