import { app } from "../server/app.ts";
import { openStudies } from "../server/repository/study-record.ts";

/** The studies one can take part in, and nothing else. */
export default async function HomePage() {
  const studies = await openStudies(app().database);
  return (
    <main className="sheet">
      <h1>Studies of generated pictures</h1>
      <p>
        You look at pairs of pictures that computer programs made from the same text, and say which
        one you prefer. You don't need an account.
      </p>
      {studies.length === 0 ? (
        <p className="quiet">No study is open at the moment.</p>
      ) : (
        <ul className="cards">
          {studies.map(({ id, title, minutes }) => (
            <li key={id}>
              <a className="card" href={`/s/${id}`}>
                <span className="card-title">{title}</span>
                <span className="quiet">
                  About {minutes} {minutes === 1 ? "minute" : "minutes"}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
