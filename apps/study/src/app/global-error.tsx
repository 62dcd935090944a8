"use client";

import { ProblemSheet } from "../ui/problem-sheet.tsx";
import "./globals.css";
import "./reading.css";

export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <ProblemSheet reference={error.digest} />
      </body>
    </html>
  );
}
