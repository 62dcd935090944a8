import type { ChainHead } from "@pairlab/domain/chain-report";
import { counted, dateTime } from "../../core/number-words.ts";
import { CopyCode } from "../copy-code.tsx";

/** The head of the chain of answers, to be kept elsewhere: with it nobody can change or cut what was given before. */
export function ChainPanel({ studyId, head }: { studyId: string; head: ChainHead | undefined }) {
  return (
    <section className="panel" aria-labelledby="chain">
      <h2 id="chain">Chain of answers</h2>
      {head === undefined ? (
        <p>Nothing has happened yet: the first entry comes when the study opens.</p>
      ) : (
        <div className="invitation">
          <p>
            {counted(head.seq + 1, "entry", "entries")}, the last on {dateTime(Date.parse(head.at))}
            . Its hash depends on every entry before it. Keep it where nobody who has the database
            can reach it, and later check with it that every answer is still as it was given.
          </p>
          <p>Hash of the last entry</p>
          <CopyCode code={head.hash} />
          <p>Command that checks it</p>
          <CopyCode code={`npx pairlab votes verify ${studyId} --head ${head.hash}`} />
        </div>
      )}
    </section>
  );
}
