import type { PictureClaim } from "./picture-claim.ts";

/**
 * The seed under which each picture stands in its run.
 *
 * Where every model has one picture a prompt, which is what a study shows, they all stand under one: the seed they
 * share, or 0 when they were drawn with seeds of their own or nobody said which. Else each stands under its own.
 */
export function seedSlots(claims: readonly PictureClaim[]): number[] {
  const seeds = new Set(claims.map(({ seed = 0 }) => seed));
  const tasks = new Set(claims.map(({ settings, promptId }) => `${promptId} ${settings.model}`));
  const onePerTask = tasks.size === claims.length;
  return claims.map(({ seed = 0 }) => (onePerTask && seeds.size > 1 ? 0 : seed));
}
