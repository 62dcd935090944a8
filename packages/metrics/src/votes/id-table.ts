import { roomFor } from "./growing.ts";

/**
 * Ids as numbers in the order of their first appearance, found by their bytes; no text is built on the way.
 *
 * Open addressing over ids kept as words of four bytes, each from a word of its own.
 */
export interface IdTable {
  /** Number + 1 of the id in a slot; 0: free. */
  slots: Int32Array;
  words: Int32Array;
  /** Of each id: its first word, its length in bytes, its hash. */
  starts: Int32Array;
  lengths: Int32Array;
  hashes: Int32Array;
  count: number;
  /** Words in use. */
  used: number;
}

export const hashSeed = 0x811c9dc5 | 0;
/** Four bytes more, or as many as are left with zeros above. Source: as FNV-1a, by words. */
export const hashStep = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x01000193);
  return mixed ^ (mixed >>> 15);
};

/** The first 1 to 3 bytes of a word; little-endian. */
export const firstBytes = (word: number, bytes: number): number => word & ((1 << (8 * bytes)) - 1);

/** The hash that ids are found by. */
export function hashOf(view: DataView, start: number, end: number): number {
  let hash = hashSeed;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = hashStep(hash, view.getInt32(at, true));
  return at < end ? hashStep(hash, firstBytes(view.getInt32(at, true), end - at)) : hash;
}

/** UTF-8 with the room behind it that reading by words takes. */
export function paddedBytes(text: string): { view: DataView; bytes: Uint8Array; length: number } {
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(encoded.length + 4);
  bytes.set(encoded);
  return { view: new DataView(bytes.buffer), bytes, length: encoded.length };
}

/** An empty table, or one that holds some ids already: the first is number 0. */
export function idTable(known: readonly string[] = []): IdTable {
  const table: IdTable = {
    slots: new Int32Array(256),
    words: new Int32Array(1024),
    starts: new Int32Array(64),
    lengths: new Int32Array(64),
    hashes: new Int32Array(64),
    count: 0,
    used: 0,
  };
  for (const text of known) {
    const { view, length } = paddedBytes(text);
    internId(table, view, 0, length, hashOf(view, 0, length));
  }
  return table;
}

/**
 * The number of an id, new or known.
 *
 * Shape:  bytes from `start` to `end`, with three more behind them in the view; `hash` as `hashOf` has it.
 */
export function internId(
  table: IdTable,
  view: DataView,
  start: number,
  end: number,
  hash: number,
): number {
  const slot = slotOf(table, view, start, end, hash);
  const held = table.slots[slot] ?? 0;
  return held > 0 ? held - 1 : addId(table, slot, view, start, end, hash);
}

/** The number of a known id; −1 for any other. Shape: as `internId`. */
export const findId = (
  table: IdTable,
  view: DataView,
  start: number,
  end: number,
  hash: number,
): number => (table.slots[slotOf(table, view, start, end, hash)] ?? 0) - 1;

/** Where an id lies, or would. */
function slotOf(table: IdTable, view: DataView, start: number, end: number, hash: number): number {
  const { slots, hashes } = table;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (;;) {
    const held = (slots[slot] ?? 0) - 1;
    if (held < 0) return slot;
    if (hashes[held] === hash && same(table, held, view, start, end)) return slot;
    slot = (slot + 1) & mask;
  }
}

function same(
  { words, starts, lengths }: IdTable,
  id: number,
  view: DataView,
  start: number,
  end: number,
): boolean {
  if (lengths[id] !== end - start) return false;
  let word = starts[id] ?? 0;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    if (words[word] !== view.getInt32(at, true)) return false;
    word += 1;
  }
  return at === end || words[word] === firstBytes(view.getInt32(at, true), end - at);
}

function addId(
  table: IdTable,
  slot: number,
  view: DataView,
  start: number,
  end: number,
  hash: number,
): number {
  const { count, used } = table;
  const size = (end - start + 3) >> 2;
  const make = (length: number): Int32Array => new Int32Array(length);
  table.words = roomFor(table.words, used + size, make);
  table.starts = roomFor(table.starts, count + 1, make);
  table.lengths = roomFor(table.lengths, count + 1, make);
  table.hashes = roomFor(table.hashes, count + 1, make);
  const bytes = new Uint8Array(table.words.buffer, used * 4, size * 4);
  bytes.set(new Uint8Array(view.buffer, view.byteOffset + start, end - start));
  table.starts[count] = used;
  table.lengths[count] = end - start;
  table.hashes[count] = hash;
  table.used = used + size;
  table.count = count + 1;
  table.slots[slot] = count + 1;
  if (table.count * 2 > table.slots.length) table.slots = rehashed(table);
  return count;
}

function rehashed({ slots, hashes, count }: IdTable): Int32Array {
  const longer = new Int32Array(slots.length * 2);
  for (let id = 0; id < count; id += 1) {
    let slot = (hashes[id] ?? 0) & (longer.length - 1);
    while (longer[slot] !== 0) slot = (slot + 1) & (longer.length - 1);
    longer[slot] = id + 1;
  }
  return longer;
}

/** The ids as text. Throws: TypeError for bytes that aren't UTF-8. */
export function idNames({ words, starts, lengths, count }: IdTable): string[] {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return Array.from({ length: count }, (_, id) =>
    decoder.decode(new Uint8Array(words.buffer, (starts[id] ?? 0) * 4, lengths[id])),
  );
}
