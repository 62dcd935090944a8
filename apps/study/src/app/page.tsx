import { app } from "../server/app.ts";
import { appLanguage } from "../server/language.ts";
import { openStudies } from "../server/repository/study-record.ts";
import { wordsIn } from "../texts/words-in.ts";

/** The studies one can take part in, and nothing else. */
export default async function HomePage() {
  const studies = await openStudies(app().database);
  const { home } = wordsIn(await appLanguage());
  return (
    <main className="sheet">
      <h1>{home.title}</h1>
      <p>{home.body}</p>
      {studies.length === 0 ? (
        <p className="quiet">{home.none}</p>
      ) : (
        <ul className="cards">
          {studies.map(({ id, title, minutes }) => (
            <li key={id}>
              <a className="card" href={`/s/${id}`}>
                <span className="card-title">{title}</span>
                <span className="quiet">{home.minutes(minutes)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
