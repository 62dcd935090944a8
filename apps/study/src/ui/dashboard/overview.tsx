import type { ReactNode } from "react";
import type { AnswerHabits } from "../../core/answer-habits.ts";
import {
  counted,
  intervalWords,
  minuteWords,
  partOf,
  percent,
  seconds,
} from "../../core/number-words.ts";
import type { StudyProgress } from "../../core/study-progress.ts";
import { Bar, shareOf } from "./bar.tsx";

interface Props {
  progress: StudyProgress;
  habits: AnswerHabits;
  /** What the consent page promises. */
  promisedMinutes: number;
  isSimulated: boolean;
}

/** The study in five numbers, each with its denominator. */
export function Overview({ progress, habits, promisedMinutes, isSimulated }: Props) {
  const { people, slots } = progress;
  const { left, right } = habits.sides;
  return (
    <dl className="tiles">
      <Tile
        name={isSimulated ? "Simulated raters" : "People who finished"}
        value={partOf(people.finished, people.planned)}
      >
        <Bar share={shareOf(people.finished, people.planned)} />
        {isSimulated
          ? "made by a program"
          : `${counted(people.underway, "person", "people")} under way, ${people.left} left before the end${beyond(people.surplus)}`}
      </Tile>
      <Tile name="Votes" value={partOf(slots.votes, slots.planned)}>
        <Bar share={shareOf(slots.votes, slots.planned)} />
        not counted: {slots.skipped} skipped, {slots.underway} by people under way, {slots.left} by
        people who left{beyond(slots.surplus)}
      </Tile>
      <Tile name="Median answer time" value={seconds(habits.medianRtMs)}>
        from both pictures visible to the press
      </Tile>
      <Tile name="Median duration" value={minuteWords(habits.medianMinutes)}>
        from agreeing to the end; we promise about {promisedMinutes} min
      </Tile>
      <Tile name="Left picture chosen" value={percent(left, left + right)}>
        of {counted(left + right, "choice", "choices")}; {intervalWords(habits.leftInterval)}. Sides
        are balanced, so about half is right
      </Tile>
    </dl>
  );
}

/** Of people whose form somebody else had filled: named only where there are any. */
const beyond = (surplus: number) => (surplus === 0 ? "" : `, ${surplus} beyond the plan`);

function Tile(props: { name: string; value: string; children: ReactNode }) {
  return (
    <div className="tile">
      <dt>{props.name}</dt>
      <dd className="tile-value">{props.value}</dd>
      <dd className="tile-note">{props.children}</dd>
    </div>
  );
}
