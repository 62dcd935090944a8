"use client";

import { useWords } from "./words-context.tsx";

/** Two drawn pictures side by side: what a pair looks like, without showing one. */
export function ExamplePair() {
  const words = useWords();
  return (
    <div className="example">
      <figure>
        <svg viewBox="0 0 160 160" role="img" aria-label={words.instructions.exampleLeft}>
          <rect width="160" height="160" fill="#dbeafe" />
          <circle cx="112" cy="48" r="20" fill="#fbbf24" />
          <path d="M0 120 50 70l38 38 24-22 48 40v34H0z" fill="#3f7d5b" />
        </svg>
        <figcaption>{words.instructions.exampleLeft}</figcaption>
      </figure>
      <figure>
        <svg viewBox="0 0 160 160" role="img" aria-label={words.instructions.exampleRight}>
          <rect width="160" height="160" fill="#e0e7ff" />
          <circle cx="46" cy="56" r="26" fill="#f59e0b" />
          <path d="M0 132c30-44 62-44 92-14 20 20 44 14 68-6v48H0z" fill="#5b8f6b" />
        </svg>
        <figcaption>{words.instructions.exampleRight}</figcaption>
      </figure>
    </div>
  );
}
