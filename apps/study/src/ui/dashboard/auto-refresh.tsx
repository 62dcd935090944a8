"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const everyMs = 10_000;

/** Reads the page's numbers anew every ten seconds, until somebody stops it. */
export function AutoRefresh({ readAt }: { readAt: string }) {
  const router = useRouter();
  const [runs, setRuns] = useState(true);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [runs, router]);
  return (
    <p className="refresh">
      <span className="quiet">As of {readAt}</span>
      <label>
        <input type="checkbox" checked={runs} onChange={({ target }) => setRuns(target.checked)} />{" "}
        refresh every 10 s
      </label>
    </p>
  );
}
