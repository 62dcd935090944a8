import type { StudyProgress } from "../../core/study-progress.ts";
import { BarList } from "./bar-list.tsx";

/** Where people stopped: how many reached each step. */
export function WayThrough({ reached }: { reached: StudyProgress["reached"] }) {
  const steps = [
    { name: "Agreed to take part", count: reached.agreed },
    { name: "Read the instructions", count: reached.practised },
    { name: "Practised and started", count: reached.started },
    { name: "Finished", count: reached.finished },
  ];
  return (
    <section className="panel" aria-labelledby="way">
      <h2 id="way">From agreeing to the end</h2>
      <BarList rows={steps} whole={reached.agreed} />
    </section>
  );
}
