import type { ReactNode } from "react";
import type { AnswerHabits } from "../../core/answer-habits.ts";
import { counted, minuteWords, partOf, percent, seconds } from "../../core/number-words.ts";
import type { StudyProgress } from "../../core/study-progress.ts";
import { Bar, shareOf } from "./bar.tsx";

interface Props {
  progress: StudyProgress;
  habits: AnswerHabits;
  /** What the consent page promises. */
  promisedMinutes: number;
}

/** The study in five numbers, each with its denominator. */
export function Overview({ progress, habits, promisedMinutes }: Props) {
  const { people, slots } = progress;
  const { left, right } = habits.sides;
  return (
    <dl className="tiles">
      <Tile name="People who finished" value={partOf(people.finished, people.planned)}>
        <Bar share={shareOf(people.finished, people.planned)} />
        {counted(people.underway, "person is", "people are")} on the way or left
      </Tile>
      <Tile name="Votes" value={partOf(slots.votes, slots.planned)}>
        <Bar share={shareOf(slots.votes, slots.planned)} />
        {slots.skipped} skipped · {slots.unfinished} of people who haven't finished, not counted
      </Tile>
      <Tile name="Median time for an answer" value={seconds(habits.medianRtMs)}>
        from both pictures visible to the press
      </Tile>
      <Tile name="Median time from start to end" value={minuteWords(habits.medianMinutes)}>
        the consent page says about {promisedMinutes}
      </Tile>
      <Tile name="Left picture chosen" value={percent(left, left + right)}>
        of {counted(left + right, "choice", "choices")}; far from 50 % means a habit, not a
        preference
      </Tile>
    </dl>
  );
}

function Tile(props: { name: string; value: string; children: ReactNode }) {
  return (
    <div className="tile">
      <dt>{props.name}</dt>
      <dd className="tile-value">{props.value}</dd>
      <dd className="tile-note">{props.children}</dd>
    </div>
  );
}
