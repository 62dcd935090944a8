"use client";

import type { Recruitment } from "@pairlab/domain/recruitment";
import { StopSheet } from "./stop-sheet.tsx";
import { useWords } from "./words-context.tsx";

const prolificStart = "https://app.prolific.com/studies";

/** For whoever came without what the study's recruitment asks for: where to begin instead. */
export function EntrySheet(props: { studyId: string; recruitment: Recruitment; contact: string }) {
  const words = useWords();
  const { studyId, recruitment, contact } = props;
  const kind = recruitment === "open" ? "invitations" : recruitment.kind;
  const text = words.entry[kind === "invitations" ? "invitation" : kind];
  const href =
    recruitment !== "open" && recruitment.kind === "prolific"
      ? (recruitment.studyUrl ?? prolificStart)
      : `/s/${studyId}`;
  return <StopSheet {...text} {...{ href, contact }} />;
}
