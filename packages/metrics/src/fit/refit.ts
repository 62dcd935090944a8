import { existence } from "./existence.ts";
import { largest, moveBy, newton } from "./newton.ts";
import type { PairCells } from "./pair-cells.ts";
import type { PairFit } from "./pair-fit.ts";
import { stronglyLinked } from "./strongly-linked.ts";
import { add, entry, times } from "./symmetric-matrix.ts";

/** Parameters for other counts of the same pairs; undefined when they have no finite maximum. */
export type Refit = (cells: PairCells) => Float64Array | undefined;

/** More steps than this, and the full method takes over. */
export const mostChords = 12;
/** After a step this small the next one is smaller still by how far counts moved. */
export const smallStep = 1e-9;

/**
 * Fits of counts near those of a fit, by Newton's method with its information kept (the chord method), and by
 * the full method where that is slow to settle.
 *
 * Source: Ortega & Rheinboldt 1970, section 7.1. Within about 1e-9 of the full method.
 * Shape:  cells with the pairs of `fit.cells`, in the same order.
 */
export function refitter(fit: PairFit): Refit {
  const { layout, model, covariance } = fit;
  const plain = isPlain(fit);
  const worth = new Float64Array(fit.cells.items);
  const gradient = new Float64Array(layout.size);
  const full = (cells: PairCells, start: Float64Array): Float64Array | undefined => {
    const found = newton(cells, model, layout, { start });
    return found.status === "ok" ? found.value.parameters : undefined;
  };
  return (cells) => {
    if (!plain) {
      const { missing } = existence(cells, {
        position: layout.position >= 0,
        tie: model.tie !== undefined,
      });
      return missing === undefined ? full(cells, fit.parameters) : undefined;
    }
    if (!stronglyLinked(cells)) return undefined;
    const parameters = fit.parameters.slice();
    for (let chord = 0; chord < mostChords; chord += 1) {
      plainGradient(cells, parameters, worth, gradient);
      const step = times(covariance, layout.size, gradient);
      moveBy(parameters, step, cells.items, layout);
      if (largest(step) < smallStep) return parameters;
    }
    return full(cells, parameters);
  };
}

/** Whether a fit is of Bradley-Terry and nothing else. */
export const isPlain = ({ cells, layout, model }: PairFit): boolean =>
  model.name === "bt" && layout.size === cells.items;

/** The gradient of Bradley-Terry, by worths: an exponential an item, not one a pair. */
function plainGradient(
  { first, second, wins, losses, ties }: PairCells,
  parameters: Float64Array,
  worth: Float64Array,
  gradient: Float64Array,
): void {
  for (let i = 0; i < worth.length; i += 1) worth[i] = Math.exp(entry(parameters, i));
  gradient.fill(0);
  for (let c = 0; c < first.length; c += 1) {
    const i = first[c] ?? 0;
    const j = second[c] ?? 0;
    const own = entry(worth, i);
    const half = entry(ties, c) / 2;
    const won = entry(wins, c) + half;
    const slope = won - ((won + entry(losses, c) + half) * own) / (own + entry(worth, j));
    add(gradient, i, slope);
    add(gradient, j, -slope);
  }
}
