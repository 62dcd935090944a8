import type { Metadata } from "next";
import { partOf } from "../../core/number-words.ts";
import { app } from "../../server/app.ts";
import { allStudies } from "../../server/repository/study-record.ts";
import { demandResearcher } from "../../server/researcher-page.ts";
import { StateWord } from "../../ui/dashboard/state-word.tsx";

export const metadata: Metadata = { title: "Studies" };

/** All studies of this state folder, for researchers. */
export default async function StudiesPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await demandResearcher(props.searchParams);
  const studies = await allStudies(app().database);
  return (
    <main className="board narrow">
      <h1>Studies</h1>
      {studies.length === 0 && (
        <p>
          There are none yet. Make one: <code>npx pairlab study create study.json</code>
        </p>
      )}
      <ul className="cards">
        {studies.map(({ id, title, mode, state, planned, finished }) => (
          <li key={id}>
            <a className="card" href={`/dashboard/${id}`}>
              <span className="card-title">{title}</span>
              <span className="card-line">
                <StateWord state={state} />
                <code>{id}</code>
                <span>{partOf(finished, planned)} people finished</span>
                {mode === "simulated" && <strong className="tag">SIMULATED</strong>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
