import type { Agreement } from "@pairlab/domain/agreement";
import type { Result } from "@pairlab/domain/result";

/** Agreement in lines for people: a coefficient a line, or the reason why there is none. */
export function agreementLines(agreement: Agreement): string[] {
  if (agreement.status !== "ok") return [`${agreement.status}: ${agreement.reason}`];
  const { ratings, items, raters, missing, labels, krippendorff, cohen } = agreement;
  const percent = `${Math.round(agreement.options.level * 100)} %`;
  const left = missing === 0 ? "" : `, ${missing} rows without a label left out`;
  return [
    `${ratings} ratings of ${items} items by ${raters} raters${left}; labels ${labels.join(", ")}; intervals ${percent}`,
    ...(["nominal", "ordinal", "interval", "ratio"] as const).map((level) =>
      line(`Krippendorff alpha, ${level}`, krippendorff[level], ({ alpha, interval }) => [
        alpha,
        interval,
      ]),
    ),
    line("Fleiss kappa", agreement.fleiss, ({ kappa, z }) => [kappa, `z ${z.toFixed(2)}`]),
    ...(["unweighted", "linear", "quadratic"] as const).map((weights) =>
      line(`Cohen kappa, ${weights}`, cohen[weights], (found) => [found.kappa, found]),
    ),
    ...(
      [
        ["Gwet AC1", agreement.gwetAc1],
        ["Brennan-Prediger", agreement.brennanPrediger],
        ["generalised Fleiss", agreement.generalisedFleiss],
      ] as const
    ).map(([name, result]) =>
      line(name, result, ({ coefficient, interval }) => [coefficient, interval]),
    ),
    ...remarks(agreement),
  ];
}

/** What changes how to read these numbers, each once. */
function remarks({ krippendorff, cohen }: Extract<Agreement, { status: "ok" }>): string[] {
  const intervals = Object.values(krippendorff).flatMap((found) =>
    found.status === "ok" ? [found.value.interval] : [],
  );
  const notes = [...intervals, ...Object.values(cohen)].flatMap((found) =>
    found.status === "ok" ? found.notes.map(({ text }) => text) : [],
  );
  return [...new Set(notes)];
}

interface Ends {
  lower: number;
  upper: number;
}

function line<T>(
  name: string,
  result: Result<T>,
  parts: (value: T) => [number, Ends | Result<Ends> | string],
): string {
  if (result.status !== "ok") return `${name.padEnd(30)} ${result.status}: ${result.reason}`;
  const [value, rest] = parts(result.value);
  return `${name.padEnd(30)} ${value.toFixed(3)}  ${restText(rest)}`;
}

function restText(rest: Ends | Result<Ends> | string): string {
  if (typeof rest === "string") return rest;
  if (!("status" in rest)) return endsText(rest);
  return rest.status === "ok" ? endsText(rest.value) : `${rest.status}: ${rest.reason}`;
}

const endsText = ({ lower, upper }: Ends): string => `(${lower.toFixed(3)} to ${upper.toFixed(3)})`;
