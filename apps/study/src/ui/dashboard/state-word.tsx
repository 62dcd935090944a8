const stateWords = {
  draft: "Not open yet",
  open: "Open",
  paused: "Paused",
  closed: "Closed",
} as const;

/** A study's state, as a word and a dot. */
export function StateWord({ state }: { state: keyof typeof stateWords }) {
  return <span className={`state ${state}`}>{stateWords[state]}</span>;
}
