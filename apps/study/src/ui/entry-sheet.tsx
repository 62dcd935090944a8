"use client";

import type { Recruitment } from "@pairlab/domain/recruitment";
import { entryKind } from "../core/entry-kind.ts";
import { StopSheet } from "./stop-sheet.tsx";
import { useWords } from "./words-context.tsx";

const prolificStart = "https://app.prolific.com/studies";

/** For whoever came without what the study's recruitment asks for: where to begin instead. */
export function EntrySheet(props: { studyId: string; recruitment: Recruitment; contact: string }) {
  const words = useWords();
  const { studyId, recruitment, contact } = props;
  const text = words.entry[entryKind(recruitment)];
  const href =
    recruitment !== "open" && recruitment.kind === "prolific"
      ? (recruitment.studyUrl ?? prolificStart)
      : `/s/${studyId}`;
  return <StopSheet {...text} {...{ href, contact }} />;
}
