"use client";

import { StopSheet } from "./stop-sheet.tsx";
import { useWords } from "./words-context.tsx";

/** For addresses that lead nowhere, whatever is behind them. */
export function NoSuchPage() {
  const { title, body, action } = useWords().unknown;
  return <StopSheet {...{ title, body, action }} href="/" />;
}
