import type { LatentClasses } from "@pairlab/domain/latent-classes";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Raters' error rates in lines for people; items' classes are in the document. */
export function latentClassLines(found: LatentClasses): string[] {
  if (found.status !== "ok") return [`${found.status}: ${found.reason}`];
  const { classes, ratings, items, marginals, raters, logLikelihood, iterations, notes } = found;
  const rates = raters.flatMap(({ id, ratings: own, errorRates }) => [
    `rater ${id}, ${own} ratings`,
    ...errorRates.map((row, k) => {
      const said =
        row.status === "ok"
          ? row.value.map((share, label) => `${classes[label]} ${percent(share)}`).join(", ")
          : `${row.status}: ${row.reason}`;
      return `  of ${classes[k]}: ${said}`;
    }),
  ]);
  return [
    `${ratings} ratings of ${items.length} items by ${raters.length} raters; log-likelihood ${logLikelihood.toFixed(4)} after ${iterations} iterations`,
    `items by class: ${classes.map((name, k) => `${name} ${percent(marginals[k] ?? 0)}`).join(", ")}`,
    ...rates,
    ...notes.map(({ text }) => `note: ${text}`),
  ];
}
