import type { Summary } from "@pairlab/domain/summary";
import { counted } from "@pairlab/metrics/charts/wording";
import { type Html, html } from "./html.ts";
import { dayOf } from "./numbers-text.ts";
import type { TrustCheck } from "./trust.ts";

/** The whole hash stands among those that the page can be rebuilt by. */
const shownDigits = 12;

/** Whether the answers are the ones that were given; no check where votes have no chain. */
export function chainCheck({ chain }: Summary): TrustCheck[] {
  if (chain === undefined) return [];
  const { entries, head, erasures, faults, firstFaults } = chain;
  const erased =
    erasures === 0 ? "" : `; ${counted(erasures, "person", "people")} had theirs erased`;
  const others = faults - firstFaults.length;
  const end =
    head === null
      ? ""
      : `; head ${head.hash.slice(0, shownDigits)}…, entry ${head.seq} of ${dayOf(head.at)}`;
  return [
    {
      name: "Every answer is as it was given",
      holds: faults === 0,
      found:
        faults === 0
          ? `chain verified, ${counted(entries, "entry", "entries")}${erased}${end}`
          : `${firstFaults.join("; ")}${others > 0 ? `; and ${others} more` : ""}`,
    },
  ];
}

/** Why there is no chain, where there is none. */
export const withoutChain = ({ chain, study }: Summary): Html =>
  chain !== undefined
    ? html``
    : html`<p class="quiet">${
        study.mode === "simulated"
          ? "There is no chain of answers: simulated votes follow from their seed."
          : "These votes came without a chain of answers: nothing here shows that they are the ones that were given."
      }</p>
`;
