import { counted } from "../../core/number-words.ts";
import type { StudyProgress } from "../../core/study-progress.ts";

interface Props {
  studyId: string;
  mode: "live" | "simulated";
  state: "draft" | "open" | "paused" | "closed";
  sealed: boolean;
  slots: StudyProgress["slots"];
  report: string | undefined;
}

/** Where the results are, or why they can't be seen yet. No figure of its own. */
export function ResultsPanel(props: Props) {
  return (
    <section className="panel" aria-labelledby="results">
      <h2 id="results">Results</h2>
      {props.sealed ? <Sealed {...props} /> : <Open {...props} />}
    </section>
  );
}

function Sealed({ studyId, state, slots }: Props) {
  const missing = slots.planned - slots.votes - slots.skipped;
  return (
    <>
      <p>
        <strong>Sealed: {counted(missing, "planned vote is", "planned votes are")} missing.</strong>{" "}
        Which model people prefer stays hidden until all planned votes are in. Whoever watches a
        result grow can stop at a lucky moment, and the interval would then promise too much.
        Counts, times and sides on this page are safe to watch.
      </p>
      {state === "closed" && (
        <p>
          The study was closed early. <code>npx pairlab analyse {studyId}</code> still works; what
          it makes is stamped preliminary.
        </p>
      )}
    </>
  );
}

function Open({ studyId, mode, report }: Props) {
  const isSimulated = mode === "simulated";
  return (
    <>
      <p>
        {isSimulated
          ? "A simulated study is never sealed: no person's choice is in it."
          : "All planned votes are in."}
      </p>
      {report === undefined ? (
        <p>
          There is no report yet. Make one: <code>npx pairlab analyse {studyId}</code>, then{" "}
          <code>npx pairlab report</code> with the file it names.
        </p>
      ) : (
        <p>
          <a className="button primary" href={report}>
            {isSimulated ? "Open the simulated report" : "Open the report"}
          </a>
        </p>
      )}
    </>
  );
}
