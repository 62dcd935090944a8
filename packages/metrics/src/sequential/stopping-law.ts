import { at } from "@pairlab/domain/at";
import { normalUpperTail } from "../special/normal.ts";

const sqrt2Pi = Math.sqrt(2 * Math.PI);
/** How far below the mean the law is followed, in standard deviations. */
const reach = 9;
// Gauss-Legendre nodes and weights of eight points on [−1, 1] (Abramowitz & Stegun 25.4.30).
const nodes = [
  0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363,
] as const;
const weights = [
  0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763,
] as const;

/**
 * The law of a sum of independent normal increments that hasn't crossed a bound yet, followed look by look.
 *
 * Source: Armitage, McPherson & Rowe 1969 (J. R. Stat. Soc. A 132:235); the integral over those still running
 *         by Gauss-Legendre panels of one and a half standard deviations of an increment.
 * Unit:   information as a share of the plan; bounds as z statistics.
 */
export class StoppingLaw {
  private rate = 0;
  /** Where the sum can be, and the chance density there times the weight of the node. */
  private places: number[] = [0];
  private masses: number[] = [1];

  /** The chance to run until this look and cross an upper bound there. */
  crossing(rate: number, bound: number): number {
    const sd = Math.sqrt(rate - this.rate);
    const limit = bound * Math.sqrt(rate);
    return this.places.reduce(
      (sum, place, i) => sum + at(this.masses, i) * normalUpperTail((limit - place) / sd),
      0,
    );
  }

  /** Takes the look: returns `crossing` and goes on with those who didn't cross. */
  look(rate: number, bound: number): number {
    const crossed = this.crossing(rate, bound);
    const sd = Math.sqrt(rate - this.rate);
    const root = Math.sqrt(rate);
    const [from, to] = [-reach * root, Math.min(bound, reach) * root];
    const panels = Math.max(4, Math.ceil((to - from) / (1.5 * sd)));
    const half = (to - from) / panels / 2;
    const places: number[] = [];
    const masses: number[] = [];
    for (let panel = 0; panel < panels; panel += 1) {
      const middle = from + (2 * panel + 1) * half;
      for (const [k, node] of nodes.entries())
        for (const side of [-1, 1]) {
          const place = middle + side * node * half;
          places.push(place);
          masses.push(at(weights, k) * half * this.density(place, sd));
        }
    }
    this.rate = rate;
    this.places = places;
    this.masses = masses;
    return crossed;
  }

  private density(place: number, sd: number): number {
    let sum = 0;
    for (const [i, from] of this.places.entries()) {
      const z = (place - from) / sd;
      if (Math.abs(z) < reach) sum += at(this.masses, i) * Math.exp((-z * z) / 2);
    }
    return sum / (sd * sqrt2Pi);
  }
}
