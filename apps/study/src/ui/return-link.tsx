"use client";

import { useEffect, useState } from "react";
import { useWords } from "./words-context.tsx";

/**
 * The way back to who sent somebody: a link, and where the study wants it, a page that follows it by itself
 * unless that is cancelled.
 */
export function ReturnLink(props: {
  href: string;
  kind: "prolific" | "panel";
  seconds: number | undefined;
}) {
  const words = useWords();
  const { href, kind, seconds } = props;
  const [stays, setStays] = useState(false);
  const waitsFor = stays ? undefined : seconds;
  useEffect(() => {
    if (waitsFor === undefined) return;
    const timer = setTimeout(() => location.assign(href), waitsFor * 1000);
    return () => clearTimeout(timer);
  }, [href, waitsFor]);
  return (
    <div className="return">
      <p className="actions">
        <a className="button primary large" href={href}>
          {kind === "prolific" ? words.done.toProlific : words.done.toPanel}
        </a>
      </p>
      {seconds !== undefined && (
        <p role="status">
          {stays ? words.done.stays : words.done.leaving(seconds)}{" "}
          {!stays && (
            <button type="button" className="button" onClick={() => setStays(true)}>
              {words.done.stay}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
