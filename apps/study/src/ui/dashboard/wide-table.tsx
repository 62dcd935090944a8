import type { ReactNode } from "react";

/** A table that scrolls inside its frame where the window is narrow; the frame can take the focus. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="wide" aria-label={`${label}, table`} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
