import { KnownError } from "@pairlab/domain/errors";

/** A screen side. */
export type Side = "left" | "right";

/** What a token stands for. Never leaves the server. */
export interface TokenTarget {
  trialIndex: number;
  side: Side;
  stimulusId: string;
}

export interface IssuedToken extends TokenTarget {
  token: string;
}

/** How far ahead of the next unanswered trial pictures may be asked for. */
export const issuedAhead = 3;

/** The trials whose tokens a session needs now: the last answered one, for Undo, the next one and those to preload. */
export function issuable(answered: number, planned: number, ahead = issuedAhead): number[] {
  const first = Math.max(0, answered - 1);
  const end = Math.min(planned, answered + ahead);
  return Array.from({ length: Math.max(0, end - first) }, (_, place) => first + place);
}

/**
 * The tokens still to be made, so that each (trial, side) has exactly one.
 *
 * A picture shown twice, in two trials or on both sides, gets two tokens: a token never tells
 * whether a picture was seen before.
 * Throws: KnownError (conflict) when the source of tokens repeats itself.
 */
export function missingTokens(
  targets: readonly TokenTarget[],
  held: readonly IssuedToken[],
  newToken: () => string,
): IssuedToken[] {
  const key = ({ trialIndex, side }: TokenTarget) => `${trialIndex} ${side}`;
  const have = new Set(held.map(key));
  const used = new Set(held.map(({ token }) => token));
  return targets
    .filter((target) => !have.has(key(target)))
    .map((target) => {
      const token = newToken();
      if (used.has(token)) throw new KnownError("conflict", "duplicate picture token");
      used.add(token);
      return { ...target, token };
    });
}
