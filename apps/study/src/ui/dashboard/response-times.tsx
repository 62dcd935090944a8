import type { AnswerHabits } from "../../core/answer-habits.ts";
import { timeClass } from "../../core/number-words.ts";
import { BarList } from "./bar-list.tsx";

/** Votes by response time; each class is twice as wide as the one before. */
export function ResponseTimes({ times }: { times: AnswerHabits["times"] }) {
  const most = Math.max(1, ...times.map(({ votes }) => votes));
  return (
    <section className="panel" aria-labelledby="times">
      <h2 id="times">Votes by response time</h2>
      <BarList
        rows={times.map(({ fromMs, toMs, votes }) => ({
          name: timeClass(fromMs, toMs),
          count: votes,
        }))}
        whole={most}
      />
    </section>
  );
}
