"use client";

import { useState } from "react";
import { useWords } from "./words-context.tsx";

/** A code with a button that copies it. */
export function CopyCode({ code }: { code: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => setCopied(false), // the browser refused; the code can still be selected
    );
  return (
    <p className="code">
      <code>{code}</code>
      <button type="button" className="button" onClick={() => void copy()}>
        {words.done.copy}
      </button>
      <span role="status">{copied && words.done.copied}</span>
    </p>
  );
}
