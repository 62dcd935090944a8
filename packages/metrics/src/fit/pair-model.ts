/** Derivatives of the log-likelihood of one pair's counts by the difference d and the tie parameter t. */
export interface Terms {
  logLikelihood: number;
  /** First derivatives. */
  d: number;
  t: number;
  /** Second derivatives with the sign changed: information. */
  dd: number;
  dt: number;
  tt: number;
}

/** A model of how a difference of log strengths turns into wins, ties and losses. */
export interface PairModel {
  name: "bt" | "davidson" | "rao-kupper" | "thurstone";
  /** What the tie parameter is called; undefined: ties are half a win for both. */
  tie: "logNu" | "logTheta" | undefined;
  /** Where iteration of the tie parameter begins. */
  tieStart: number;
  /** Writes the terms for counts of wins, losses and ties at a difference. */
  terms(out: Terms, d: number, t: number, wins: number, losses: number, ties: number): void;
}

export const noTerms = (): Terms => ({ logLikelihood: 0, d: 0, t: 0, dd: 0, dt: 0, tt: 0 });

/** log σ(x), without overflow. */
export const logLogistic = (x: number): number =>
  x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x));

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * P(first) = σ(d); a tie is half a win for both.
 *
 * Source: Bradley & Terry 1952.
 */
export const bradleyTerryModel: PairModel = {
  name: "bt",
  tie: undefined,
  tieStart: 0,
  terms: (out, d, _t, wins, losses, ties) => {
    const p = logistic(d);
    const games = wins + losses + ties;
    const won = wins + ties / 2;
    out.logLikelihood = won * logLogistic(d) + (games - won) * logLogistic(-d);
    out.d = won - games * p;
    out.dd = games * p * (1 - p);
  },
};

/**
 * P(first) : P(tie) : P(second) = e^(d/2) : ν : e^(−d/2), with log ν as the parameter.
 *
 * Source: Davidson 1970 (JASA 65:317); with an order effect o in d, a tie gets o/2 of it.
 */
export const davidsonModel: PairModel = {
  name: "davidson",
  tie: "logNu",
  tieStart: -0.5,
  terms: (out, d, t, wins, losses, ties) => {
    const top = Math.max(Math.abs(d) / 2, t);
    const [up, even, down] = [Math.exp(d / 2 - top), Math.exp(t - top), Math.exp(-d / 2 - top)];
    const sum = up + even + down;
    const games = wins + losses + ties;
    const tie = even / sum;
    const mean = (up - down) / (2 * sum);
    out.logLikelihood = ((wins - losses) * d) / 2 + ties * t - games * (top + Math.log(sum));
    out.d = (wins - losses) / 2 - games * mean;
    out.t = ties - games * tie;
    out.dd = games * ((up + down) / (4 * sum) - mean * mean);
    out.dt = -games * tie * mean;
    out.tt = games * tie * (1 - tie);
  },
};

/**
 * P(first) = σ(d − τ), P(second) = σ(−d − τ), a tie the rest, with τ = log θ > 0 as the parameter.
 *
 * A tie's probability is P(first) P(second) (θ² − 1), so its terms are those of a win for both.
 *
 * Source: Rao & Kupper 1967 (JASA 62:194).
 */
export const raoKupperModel: PairModel = {
  name: "rao-kupper",
  tie: "logTheta",
  tieStart: 0.5,
  terms: (out, d, t, wins, losses, ties) => {
    const [first, second] = [logistic(d - t), logistic(-d - t)];
    const [up, down] = [wins + ties, losses + ties];
    const [upInformation, downInformation] = [
      up * first * (1 - first),
      down * second * (1 - second),
    ];
    const rest = -Math.expm1(-2 * t);
    out.logLikelihood =
      up * logLogistic(d - t) + down * logLogistic(-d - t) + ties * (2 * t + Math.log(rest));
    out.d = up * (1 - first) - down * (1 - second);
    out.t = (2 * ties) / rest - up * (1 - first) - down * (1 - second);
    out.dd = upInformation + downInformation;
    out.dt = downInformation - upInformation;
    out.tt = upInformation + downInformation + (4 * ties * (1 - rest)) / (rest * rest);
  },
};
