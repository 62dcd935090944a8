import { canonicalJson } from "./canonical-json.ts";
import type { Plan } from "./plan.ts";
import type { Protocol } from "./protocol.ts";

/** The fields in which a plan does otherwise than its protocol; none: it follows it. */
export function protocolDepartures(protocol: Protocol, plan: Plan): string[] {
  const { ties, bothBad, set, votesPerTask, questions } = protocol.plan;
  const named = { questions, ties, bothBad: bothBad ?? false, set: set ?? null, votesPerTask };
  const planned = { ...plan, bothBad: plan.bothBad ?? false, set: plan.set ?? null };
  return (Object.keys(named) as (keyof typeof named)[]).filter(
    (field) =>
      named[field] !== undefined && canonicalJson(named[field]) !== canonicalJson(planned[field]),
  );
}
