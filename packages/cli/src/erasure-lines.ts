import { counted } from "@pairlab/metrics/charts/wording";
import type { ErasedParticipant } from "./erase-participant.ts";

/** An erasure as a terminal shows it: what went, and what that changes in the study. */
export function erasureLines(
  study: string,
  reference: string,
  erased: ErasedParticipant,
  isRehearsal: boolean,
): string[] {
  const { answers, notes, comments, ids, entries, votes } = erased;
  const gone = [
    counted(answers, "answer"),
    ...(notes > 0 ? [`${counted(notes, "sentence")} about pairs`] : []),
    ...(comments > 0 ? [counted(comments, "comment")] : []),
    ...(ids > 0 ? ["the id they came with"] : []),
  ];
  return [
    `${isRehearsal ? "would erase" : "erased"} ${reference} from study ${study}: ${gone.join(", ")}`,
    `votes    ${votes.before} before, ${votes.after} ${isRehearsal ? "afterwards" : "now"}`,
    `form     ${formWords(erased)}`,
    `chain    ${counted(entries, "entry", "entries")} emptied, their commitments stay; ${chainWords(erased)}`,
  ].map((line) => line.replaceAll("\u00a0", " "));
}

function formWords({ form, formIndex, slots, state }: ErasedParticipant): string {
  if (formIndex === null) return "they had none yet";
  if (form === "none") return `${formIndex} stays with whoever holds it`;
  if (form === "passed on") return `${formIndex} is filled by somebody else who finished it, too`;
  const open = `${formIndex} with ${counted(slots, "planned vote")}`;
  return state === "closed"
    ? `${open} stays empty: the study is closed`
    : `${open} is open again for somebody else`;
}

function chainWords({ faults: { before, after } }: ErasedParticipant): string {
  if (before.length === 0 && after.length === 0) return "it verifies before and after";
  return `it had ${counted(before.length, "fault")} before and has ${after.length}: npx pairlab votes verify names them`;
}
