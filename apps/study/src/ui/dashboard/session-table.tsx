import { minuteStamp, minuteWords, seconds } from "../../core/number-words.ts";
import { flaggedFromFailures, type SessionLine } from "../../core/session-lines.ts";
import { WideTable } from "./wide-table.tsx";

const stepWords = {
  screening: "being asked",
  instructions: "reading",
  comprehension: "reading",
  practice: "practising",
  trials: "answering",
  done: "finished",
} as const;

/** `left` is until they come back; their form goes to somebody else meanwhile. */
const wordsOf = ({ step, standing }: SessionLine): string => {
  if (standing === "left") return "left";
  return standing === "surplus" ? "finished, beyond the plan" : stepWords[step];
};

const checkWords = ({ checks: { answered, failed } }: SessionLine): string => {
  if (answered === 0) return "–";
  const words = `${failed} of ${answered}`;
  return failed >= flaggedFromFailures ? `${words}: look at their answers` : words;
};

interface Props {
  sessions: readonly SessionLine[];
  isSimulated: boolean;
}

/** Everybody who agreed, by pseudonym. */
export function SessionTable({ sessions, isSimulated }: Props) {
  const title = isSimulated ? "Simulated raters" : "People";
  return (
    <section className="panel" aria-labelledby="people">
      <h2 id="people">
        {title} <span className="quiet">{sessions.length}</span>
      </h2>
      {sessions.length === 0 ? (
        <p className="quiet">Nobody has agreed to take part yet.</p>
      ) : (
        <WideTable label={title}>
          <thead>
            <tr>
              <th scope="col">Pseudonym</th>
              <th scope="col">Step</th>
              <th scope="col">Started (UTC)</th>
              <th scope="col">Took</th>
              <th scope="col">Answers</th>
              <th scope="col">Skipped</th>
              <th scope="col">Median answer</th>
              <th scope="col">Checks failed</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((line) => (
              <SessionRow key={line.raterId} line={line} />
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}

function SessionRow({ line }: { line: SessionLine }) {
  return (
    <tr>
      <th scope="row">
        <code>{line.raterId}</code>
      </th>
      <td>{wordsOf(line)}</td>
      <td>{minuteStamp(line.startedMs)}</td>
      <td>{minuteWords(line.minutes)}</td>
      <td>{line.planned === 0 ? "–" : `${line.answered} of ${line.planned}`}</td>
      <td>{line.skipped}</td>
      <td>{seconds(line.medianRtMs)}</td>
      <td>{checkWords(line)}</td>
    </tr>
  );
}
