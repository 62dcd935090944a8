import { useEffect, useRef } from "react";

const calmMs = 1000;

/** A button that takes the focus only after a second: a held key can't press it by mistake. */
export function CalmContinue({ label, onContinue }: { label: string; onContinue: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => button.current?.focus(), calmMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <button
      ref={button}
      type="button"
      className="button primary"
      onClick={onContinue}
      onKeyDown={(event) => {
        if (event.repeat) event.preventDefault();
      }}
    >
      {label}
    </button>
  );
}
