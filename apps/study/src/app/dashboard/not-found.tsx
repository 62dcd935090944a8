import { researcherWords } from "../../texts/researcher.ts";

export const metadata = { title: "Researchers only" };

/** Whoever has no key, an old one, or asks for a study that isn't there: all get this one page. */
export default function DashboardNotFoundPage() {
  const text = researcherWords;
  return (
    <main className="board narrow">
      <h1>{text.title}</h1>
      <p>{text.body}</p>
      <p>
        <code>{text.command}</code>
      </p>
      <p className="actions">
        <a className="button" href="/">
          {text.action}
        </a>
      </p>
    </main>
  );
}
