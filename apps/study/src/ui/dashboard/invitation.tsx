import { CopyCode } from "../copy-code.tsx";

interface Props {
  studyId: string;
  state: "draft" | "open" | "paused" | "closed";
  /** What participants open. */
  link: string;
}

/** How people take part, and what the researcher can do about it. */
export function Invitation(props: Props) {
  return (
    <section className="panel" aria-labelledby="invite">
      <h2 id="invite">Taking part</h2>
      <InState {...props} />
    </section>
  );
}

function InState({ studyId, state, link }: Props) {
  if (state === "closed") return <p>The study is closed: its link says so to whoever opens it.</p>;
  if (state === "draft")
    return (
      <p>
        Nobody can take part yet. Open it: <code>npx pairlab study open {studyId}</code>
      </p>
    );
  return (
    <div className="invitation">
      <p>Participants open this address:</p>
      <CopyCode code={link} />
      <p className="quiet">
        To end the study: <code>npx pairlab study close {studyId}</code>
      </p>
    </div>
  );
}
