import { displaySizes } from "@pairlab/domain/display";
import type { Plan } from "@pairlab/domain/plan";

interface Props {
  plan: Plan;
  /** Whether anything but pictures was looked for that tells arms apart, and what came of it. */
  leaks: string;
  hashes: readonly { name: string; sha256: string }[];
}

/** What was decided before the first vote, and the hashes that prove it. */
export function PlanFacts({ plan, leaks, hashes }: Props) {
  const { questions, ties, votesPerTask, trialsPerForm, display } = plan;
  const facts = [
    ...questions.map(({ title, text, showPrompt }) => ({
      name: title,
      text: `“${text}”, prompt ${showPrompt ? "shown" : "hidden"}`,
    })),
    {
      name: "No preference",
      text: ties === "allowed" ? "can be chosen" : "can't be chosen: forced choice",
    },
    { name: "Votes planned", text: `${votesPerTask} for each pair, prompt and question` },
    { name: "Pairs a person", text: String(trialsPerForm) },
    {
      name: "Size on screen",
      text: displaySizes(display)
        .map(({ displayPx, kernel }) => `${displayPx} CSS pixels, scaled by ${kernel}`)
        .join("; else "),
    },
    { name: "Anything but the pictures that tells arms apart", text: leaks },
  ];
  return (
    <section className="panel" aria-labelledby="plan">
      <h2 id="plan">Plan</h2>
      <dl className="plan-facts">
        {facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {hashes.map(({ name, sha256 }) => (
          <div key={name}>
            <dt>SHA-256 of the {name}</dt>
            <dd>
              <code className="hash">{sha256}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
