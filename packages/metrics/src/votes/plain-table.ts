import type { PlainMemory } from "./plain-memory.ts";

/** Ids of one kind in an instance's memory, numbered in the order of their first appearance. */
export interface PlainTable {
  /** Where `plain-rows.wat` finds it. */
  address: number;
  count(): number;
  names(): string[];
  /** The number of bytes that lie in the memory, new or known. */
  intern(place: number, length: number): number;
  /** More room when there is none for an id of as many bytes; false when the table may grow no further. */
  grow(needed: number): boolean;
}

const entryBytes = 32;
const firstCapacity = 1024;
/** Slots for each id there is room for: most ids lie where their hashes say. */
const spare = 8;
const firstTextBytes = 32_768;
/** A capacity that no file reaches. */
const endless = 2 ** 26;

/** A table that holds some words already; `open` says whether it takes others. */
export function plainTable(
  memory: PlainMemory,
  { known = [], open, most = endless }: { known?: readonly string[]; open: boolean; most?: number },
): PlainTable {
  const address = memory.room(entryBytes);
  const field = {
    slots: 0,
    mask: 4,
    entries: 8,
    count: 12,
    capacity: 16,
    open: 20,
    free: 24,
    end: 28,
  };
  const get = (name: keyof typeof field): number => memory.get(address + field[name]);
  const set = (name: keyof typeof field, value: number): void =>
    memory.set(address + field[name], value);
  const allocate = (capacity: number): void => {
    const [slots, entries] = [
      memory.room(4 * spare * capacity),
      memory.room(entryBytes * capacity),
    ];
    const [held, count] = [get("entries"), get("count")];
    memory.bytes().copyWithin(entries, held, held + entryBytes * count);
    const mask = spare * capacity - 1;
    for (let id = 0; id < count; id += 1) {
      let slot = memory.get(entries + entryBytes * id + 16) & mask;
      while (memory.get(slots + 4 * slot) !== 0) slot = (slot + 1) & mask;
      memory.set(slots + 4 * slot, id + 1);
    }
    set("slots", slots);
    set("mask", mask);
    set("entries", entries);
    set("capacity", Math.min(capacity, most));
  };
  const moreText = (bytes: number): void => {
    const free = memory.room(bytes);
    set("free", free);
    set("end", free + bytes);
  };
  const table: PlainTable = {
    address,
    count: () => get("count"),
    names: () => {
      const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      return Array.from({ length: get("count") }, (_, id) => {
        const entry = get("entries") + entryBytes * id;
        const from = memory.get(entry + 24);
        return decoder.decode(memory.bytes().subarray(from, from + memory.get(entry + 20)));
      });
    },
    intern: (place, length) => {
      for (;;) {
        const id = memory.intern(address, place, length);
        if (id !== -2) return id;
        if (!table.grow(length)) return most;
      }
    },
    grow: (needed) => {
      if (get("count") >= get("capacity")) {
        if (get("capacity") >= most) return false;
        allocate(2 * ((get("mask") + 1) / spare));
      }
      if (get("end") - get("free") < needed + 16)
        moreText(Math.max(2 * firstTextBytes, 2 * needed + 32));
      return true;
    },
  };
  allocate(firstCapacity);
  moreText(firstTextBytes);
  set("open", 1);
  for (const word of known) internText(memory, table, word);
  set("open", open ? 1 : 0);
  return table;
}

function internText(memory: PlainMemory, table: PlainTable, word: string): void {
  const text = new TextEncoder().encode(word);
  const place = memory.room(text.length + 16);
  memory.bytes().set(text, place);
  table.intern(place, text.length);
}
