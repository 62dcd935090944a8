import type { Summary } from "@pairlab/domain/summary";
import { leakWords } from "@pairlab/metrics/charts/leak-words";
import { counted } from "@pairlab/metrics/charts/wording";
import { type Html, html } from "./html.ts";

/** What the study can't tell. */
export const limitsSection = (summary: Summary): Html =>
  html`<section><h2 id="limits">What this can't tell</h2>
<ul>
${limits(summary).map((limit) => html`<li>${limit}</li>\n`)}</ul></section>
`;

function limits({ study, plan, counts, arms, leaks }: Summary): string[] {
  const imported = arms.some((arm) => "declared" in arm);
  const simulated =
    study.mode === "simulated"
      ? [
          "Anything about people: a program drew the votes from strengths that were planted beforehand.",
        ]
      : [];
  return [
    ...simulated,
    `Anything about other models, settings or sizes than the ${counted(plan.arms.length, "arm")} above.`,
    reach(plan.estimand, counts.prompts),
    "Which picture is correct, safe, original or fair: a preference is only a preference.",
    "How much a difference matters: a share near one half can be certain and still be of no use to anybody.",
    "What a second picture of the same prompt would have shown: every arm made one picture of each prompt, from one seed.",
    "What people would say if they knew the models: names are hidden, but a visible style can give a model away.",
    leakLimit(leaks),
    imported
      ? "How fast the arms are: times of pictures that were brought in are what somebody stated."
      : "How fast the arms are elsewhere: times are of the computer that made these pictures.",
  ];
}

/** What of leaks stays open, whatever was tested. */
function leakLimit(leaks: Summary["leaks"]): string {
  const asked = "Whether anything but the pictures gave an arm away";
  switch (leaks?.verdict) {
    case "at chance":
      return `${asked} on other hosts, networks or days: ${leakWords(leaks)}.`;
    case "exact checks passed":
      return `Whether times gave an arm away: ${leakWords(leaks)}.`;
    case "leak found":
      return `How people would have voted without it: ${leakWords(leaks)}.`;
    default:
      return `${asked}: ${leakWords(leaks)}.`;
  }
}

function reach(estimand: Summary["plan"]["estimand"], prompts: number): string {
  if (estimand === "raters-like-these")
    return `Anything about other prompts: the intervals speak of these ${counted(prompts, "prompt")} only.`;
  return estimand === "prompts-like-these"
    ? "Anything about other people: the intervals speak of these raters only."
    : "Anything about people or prompts of another kind: “like these” is as far as the sample reaches.";
}
