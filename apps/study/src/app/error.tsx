"use client";

import { ProblemSheet } from "../ui/problem-sheet.tsx";

/** The plain problem page: no details, a reference that is also in the server's log. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <ProblemSheet reference={error.digest} />;
}
