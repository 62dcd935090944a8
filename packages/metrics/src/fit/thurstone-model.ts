import { normalUpperTail } from "../special/normal.ts";
import type { PairModel } from "./pair-model.ts";

const sqrt2Pi = Math.sqrt(2 * Math.PI);

/** φ(x)/Φ(x). */
const pull = (x: number): number => Math.exp((-x * x) / 2) / sqrt2Pi / normalUpperTail(-x);

/**
 * P(first) = Φ(d): Case V, in units of the standard deviation of a difference; a tie is half a win for both. Its
 * information is the observed one.
 *
 * Source: Thurstone 1927 (Psychol. Rev. 34:273).
 */
export const thurstoneModel: PairModel = {
  name: "thurstone",
  tie: undefined,
  tieStart: 0,
  terms: (out, d, _t, wins, losses, ties) => {
    const [won, lost] = [wins + ties / 2, losses + ties / 2];
    const [up, down] = [pull(d), pull(-d)];
    out.logLikelihood = won * Math.log(normalUpperTail(-d)) + lost * Math.log(normalUpperTail(d));
    out.d = won * up - lost * down;
    out.dd = won * up * (up + d) + lost * down * (down - d);
  },
};
