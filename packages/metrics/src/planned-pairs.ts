import type { Plan } from "@pairlab/domain/plan";

/** The pairs of a plan, each with the arm first that the plan declares first. */
export function plannedPairs({ arms, pairs }: Plan): (readonly [string, string])[] {
  if (pairs === "all") return arms.flatMap((a, i) => arms.slice(i + 1).map((b) => [a, b] as const));
  return pairs.map(([one, other]) =>
    arms.indexOf(one) < arms.indexOf(other) ? ([one, other] as const) : ([other, one] as const),
  );
}
