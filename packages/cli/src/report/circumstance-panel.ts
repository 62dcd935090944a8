import type { Circumstance } from "@pairlab/domain/robustness";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { pairRows } from "@pairlab/metrics/charts/pair-rows";
import { counted, countText, levelText, wordsFor } from "@pairlab/metrics/charts/wording";
import { folded } from "./folded.ts";
import { type Html, html, type Part } from "./html.ts";
import { ofPair } from "./named-pairs.ts";
import { pWords, ratersWords } from "./numbers-text.ts";
import { shareWords } from "./share-words.ts";
import { type Column, table } from "./table.ts";

type Kind = Circumstance["of"];

const kinds = ["display size", "pixel ratio", "input"] as const satisfies readonly Kind[];
const names = {
  "display size": "display size",
  "pixel ratio": "whole or fractional device pixels a CSS pixel",
  input: "what people answered with",
} as const satisfies Record<Kind, string>;

/** Whether what people saw the pictures on had a hand in the answers; nothing where votes don't say. */
export function circumstancePanel(summary: Summary): Html {
  const found = kinds.flatMap((of) => {
    const asked = summary.questions.flatMap((question) => {
      const circumstance = question.robustness.circumstances?.find((one) => one.of === of);
      return circumstance === undefined ? [] : [{ question, circumstance }];
    });
    return asked.length === 0 ? [] : [{ of, asked }];
  });
  if (found.length === 0) return html``;
  return html`<h3>Display size, screen and input</h3>
<p>Which size or device somebody had went with their screen, and may go with who they are: a difference here says where to look, not what caused it.</p>
<ul>
${found.map(({ of, asked }) => html`<li>${finding(of, asked, summary)}</li>\n`)}</ul>
${found.flatMap(({ of, asked }) =>
  asked.some(({ circumstance }) => circumstance.groups.length > 1)
    ? [
        folded(
          `Show every pair by ${names[of]}`,
          asked.map((one) => circumstanceTable(summary, one)),
        ),
      ]
    : [],
)}`;
}

interface Asked {
  question: QuestionResult;
  circumstance: Circumstance;
}

function finding(of: Kind, asked: readonly Asked[], summary: Summary): string {
  const groups = new Set(asked.flatMap(({ circumstance }) => circumstance.groups.map(nameOf)));
  const [only] = groups;
  const name = `${names[of].charAt(0).toUpperCase()}${names[of].slice(1)}`;
  if (groups.size === 1) return `${name}: ${only} in every vote${unrecorded(asked)}.`;
  const differences = asked.flatMap(({ circumstance }) => circumstance.differences);
  const tested = differences.flatMap(({ difference }) =>
    difference.status === "ok" ? [difference.value.adjustedP] : [],
  );
  const reference = asked[0]?.circumstance.groups[0]?.group ?? "";
  const held = `${name}: of ${counted(differences.length, "difference")} to ${reference}`;
  if (tested.length === 0)
    return `${held} none can be tested: a group has too few people or prompts${unrecorded(asked)}.`;
  const alpha = Number((1 - summary.plan.level).toPrecision(6));
  const apart = tested.filter((p) => p < alpha).length;
  return `${held}, ${tested.length} can be tested, and ${apart === 0 ? "none" : countText(apart)} of them ${apart < 2 ? "has" : "have"} p below ${alpha} (Holm, within a question); the smallest is ${pWords(Math.min(...tested))}${unrecorded(asked)}.`;
}

const nameOf = ({ group }: { group: string }): string => group;

function unrecorded(asked: readonly Asked[]): string {
  const votes = asked.reduce((sum, { circumstance }) => sum + circumstance.unrecorded, 0);
  return votes === 0 ? "" : `; of ${counted(votes, "vote")} it wasn't recorded`;
}

function circumstanceTable(summary: Summary, { question, circumstance }: Asked): Html {
  const { of, groups, differences } = circumstance;
  const others = groups.slice(1);
  const columns: Column[] = [
    { head: "First over second" },
    ...groups.map(({ group, votes, raters }) => ({
      head: `${group}: ${counted(votes, "vote")} of ${ratersWords(raters, summary.study.mode)}`,
      numeric: true,
    })),
    ...others.map(({ group }) => ({
      head: `${group} less ${groups[0]?.group ?? ""}, points; p (Holm)`,
      numeric: true,
    })),
  ];
  return table(
    `${question.title}: share for the first by ${names[of]} (${levelText(summary.plan.level)} interval, votes)`,
    columns,
    pairRows(summary, question).map((row): Part[] => [
      `${row.a} over ${row.b}`,
      ...groups.map(({ pairs }) => {
        const found = ofPair(pairs, row);
        const votes = found?.share.status === "ok" ? `; ${countText(found.share.value.votes)}` : "";
        return `${shareWords(found)}${votes}`;
      }),
      ...others.map(({ group }) =>
        differenceWords(
          ofPair(
            differences.filter((one) => one.group === group),
            row,
          ),
        ),
      ),
    ]),
  );
}

function differenceWords(found: Circumstance["differences"][number] | undefined): string {
  if (found === undefined) return "not compared";
  const { difference } = found;
  if (difference.status !== "ok") return wordsFor(difference);
  const { value, lower, upper, adjustedP } = difference.value;
  const points = (share: number): string => String(Math.round(100 * share)).replace("-", "\u2212");
  return `${points(value)} (${points(lower)} to ${points(upper)}); ${pWords(adjustedP)}`;
}
