import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { leakWords } from "@pairlab/metrics/charts/leak-words";
import { counted, countText, shareWithInterval, wordsFor } from "@pairlab/metrics/charts/wording";
import { chainCheck, withoutChain } from "./chain-check.ts";
import { type Html, html } from "./html.ts";
import { table } from "./table.ts";

/** A condition under which the numbers can be read as they stand. */
export interface TrustCheck {
  name: string;
  /** null: it wasn't tested. */
  holds: boolean | null;
  /** What was found. */
  found: string;
}

/** The conditions of the whole study, then those of each question. */
export const trustChecks = (summary: Summary): TrustCheck[] => [
  enoughVotes(summary),
  noLeaks(summary),
  ...chainCheck(summary),
  ...summary.questions.flatMap((question) => [
    wonAndLost(summary, question),
    connected(summary, question),
    balanced(summary, question),
    fairSides(question),
  ]),
];

/** The trust checks as a table. */
export const trustSection = (summary: Summary): Html =>
  html`<section><h2 id="trust">Trust checks</h2>
<p>A check that doesn't hold is no verdict on anybody. It says which numbers to read with care.</p>
${table(
  "Trust checks",
  [{ head: "Check" }, { head: "Holds" }, { head: "What was found" }],
  trustChecks(summary).map(({ name, holds, found }) => [name, holdsWord(holds), found]),
)}
${withoutChain(summary)}</section>
`;

function holdsWord(holds: boolean | null): Html {
  if (holds === null) return html`not tested`;
  return holds ? html`yes` : html`<strong>no</strong>`;
}

function noLeaks({ leaks }: Summary): TrustCheck {
  const isTested = leaks !== undefined && leaks.verdict !== "made for other pictures";
  return {
    name: "Nothing but the pictures tells the arms apart",
    holds: isTested ? leaks.verdict !== "leak found" : null,
    found: leakWords(leaks),
  };
}

function enoughVotes({ counts, questions }: Summary): TrustCheck {
  const skips = questions.reduce((sum, question) => sum + question.skips, 0);
  const skipped = skips > 0 ? `, ${counted(skips, "skip")}` : "";
  return {
    name: "Every planned vote was given or skipped",
    holds: counts.votes + skips >= counts.votesPlanned,
    found: `${countText(counts.votes)} of ${counted(counts.votesPlanned, "vote")}${skipped}`,
  };
}

/** An arm that never wins or never loses has no finite rating. */
function wonAndLost({ arms, plan }: Summary, { title, pairs }: QuestionResult): TrustCheck {
  const label = armLabels(arms);
  const votesFor = (armId: string, whose: "winner" | "loser"): number =>
    pairs.reduce((sum, { a, b, winsA, winsB }) => {
      const [asA, asB] = whose === "winner" ? [winsA, winsB] : [winsB, winsA];
      return sum + (a === armId ? asA : 0) + (b === armId ? asB : 0);
    }, 0);
  const never = plan.arms.flatMap((id) => [
    ...(votesFor(id, "winner") === 0 ? [`${label(id)} never won`] : []),
    ...(votesFor(id, "loser") === 0 ? [`${label(id)} never lost`] : []),
  ]);
  return {
    name: `${title}: every arm won and lost`,
    holds: never.length === 0,
    found: never.length === 0 ? "each arm has both" : never.join("; "),
  };
}

/** Arms without a path of comparisons between them can't be ranked together. */
function connected({ arms, plan }: Summary, { title, pairs }: QuestionResult): TrustCheck {
  const label = armLabels(arms);
  const groups = pairs
    .filter(({ n }) => n.votes > 0)
    .reduce<string[][]>(
      (found, { a, b }) => {
        const touched = found.filter((group) => group.includes(a) || group.includes(b));
        return [...found.filter((group) => !touched.includes(group)), touched.flat()];
      },
      plan.arms.map((id) => [id]),
    );
  return {
    name: `${title}: one connected set of arms`,
    holds: groups.length === 1,
    found:
      groups.length === 1
        ? "every arm is compared with every other, directly or through others"
        : `${groups.length} separate groups: ${groups.map((group) => group.map(label).join(" + ")).join(" | ")}`,
  };
}

const smallestPart = 0.9;

function balanced({ plan, prompts }: Summary, { title, pairs }: QuestionResult): TrustCheck {
  const planned = plan.votesPerTask * prompts.length;
  const votes = pairs.map(({ n }) => n.votes);
  const [least, most] = [Math.min(...votes), Math.max(...votes)];
  const range = least === most ? countText(least) : `${countText(least)} to ${countText(most)}`;
  return {
    name: `${title}: no pair has less than nine tenths of its planned votes`,
    holds: least >= smallestPart * planned,
    found: `${range} of ${counted(planned, "planned vote")} a pair`,
  };
}

function fairSides({ title, leftShare }: QuestionResult): TrustCheck {
  const name = `${title}: the left share's interval holds 50 %`;
  if (leftShare.status !== "ok") return { name, holds: false, found: wordsFor(leftShare) };
  const { share, interval } = leftShare.value;
  return {
    name,
    holds: interval.lower <= 0.5 && interval.upper >= 0.5,
    found: `left chosen ${shareWithInterval(share, interval)}`,
  };
}
