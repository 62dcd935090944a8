import { CopyCode } from "../copy-code.tsx";

interface Props {
  studyId: string;
  mode: "live" | "simulated";
  state: "draft" | "open" | "closed";
  /** What participants open. */
  link: string;
}

/** What the researcher can do next with a study in its state. */
export function Invitation({ studyId, mode, state, link }: Props) {
  if (mode === "simulated")
    return <p className="quiet">Nobody can take part in a simulated study.</p>;
  if (state === "closed")
    return <p className="quiet">The study is closed: its link says so to whoever opens it.</p>;
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
