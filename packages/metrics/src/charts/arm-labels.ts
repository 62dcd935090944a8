import type { Summary } from "@pairlab/domain/summary";

/** The name of each arm in charts and tables; arms that share a label are told apart by their id. */
export function armLabels(arms: Summary["arms"]): (armId: string) => string {
  const uses = new Map<string, number>();
  for (const { label } of arms) uses.set(label, (uses.get(label) ?? 0) + 1);
  const labels = new Map(
    arms.map(({ id, label }) => [id, uses.get(label) === 1 ? label : `${label} (${id})`]),
  );
  return (armId) => labels.get(armId) ?? armId;
}
