/** A key drawn as a key. */
export function KeyCap({ name }: { name: string }) {
  return <kbd className="key">{name}</kbd>;
}
