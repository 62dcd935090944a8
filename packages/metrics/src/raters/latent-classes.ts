import { at } from "@pairlab/domain/at";
import type { LatentClasses } from "@pairlab/domain/latent-classes";
import type { Note } from "@pairlab/domain/result";
import { labelOrder } from "../agreement/label-order.ts";
import type { Ratings } from "../agreement/read-ratings-csv.ts";
import { type DawidSkene, dawidSkene } from "./dawid-skene.ts";

/**
 * Dawid and Skene's classes and error rates for a table of ratings; the order of rows has no influence.
 *
 * Shape:  any number of ratings for a rater and an item.
 * Result: the document of `pairlab dawid-skene`; "insufficient" without ratings or with one label only.
 */
export function latentClasses({ ratings, missing }: Ratings): LatentClasses {
  const { labels: classes } = labelOrder(
    ratings.map(({ label }) => label),
    undefined,
  );
  const items = distinct(ratings.map(({ item }) => item));
  const raters = distinct(ratings.map(({ rater }) => rater));
  const [itemOf, raterOf, classOf] = [placesOf(items), placesOf(raters), placesOf(classes)];
  const labels = ratings
    .map(({ item, rater, label }) => ({
      item: itemOf(item),
      rater: raterOf(rater),
      label: classOf(label),
    }))
    .sort((a, b) => a.item - b.item || a.rater - b.rater || a.label - b.label);
  const size = { items: items.length, raters: raters.length, classes: classes.length };
  const found = dawidSkene(labels, size);
  if (found.status === "undetermined") throw new RangeError("latentClasses: undetermined");
  if (found.status !== "ok") return found;
  return {
    status: "ok",
    ratings: ratings.length,
    items: items.map((id, item) => ({ id, posterior: posteriorOf(found.value, item) })),
    classes,
    marginals: found.value.marginals,
    raters: raters.map((id, rater) => ({
      id,
      ratings: labels.filter((one) => one.rater === rater).length,
      errorRates: at(found.value.errorRates, rater),
    })),
    logLikelihood: found.value.logLikelihood,
    iterations: found.value.trace.length,
    missing,
    notes: [diagnostic],
  };
}

const diagnostic: Note = {
  code: "exploratory",
  text: "a local optimum, reached from the shares of labels: it describes raters and changes no other number",
};

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

function placesOf(values: readonly string[]): (value: string) => number {
  const places = new Map(values.map((value, place) => [value, place]));
  return (value) => places.get(value) ?? -1;
}

function posteriorOf({ posterior }: DawidSkene, item: number): number[] {
  const found = at(posterior, item);
  if (found.status !== "ok") throw new RangeError("latentClasses: an item without labels");
  return found.value;
}
