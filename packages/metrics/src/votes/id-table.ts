import { roomFor } from "./growing.ts";

/**
 * Ids as numbers in the order of their first appearance, found by their bytes; no text is built on the way.
 *
 * Bytes are read four at a time: `end` must leave three more in the view.
 */
export interface IdTable {
  /** The number of an id, new or known. */
  intern(view: DataView, start: number, end: number, hash: number): number;
  /** The number of a known id; −1 for any other. */
  find(view: DataView, start: number, end: number, hash: number): number;
  /** The ids as text. Throws: TypeError for bytes that aren't UTF-8. */
  names(): string[];
}

export const hashSeed = 0x811c9dc5 | 0;
/** Four bytes more, or as many as are left with zeros above. Source: as FNV-1a, by words. */
export const hashStep = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x01000193);
  return mixed ^ (mixed >>> 15);
};

/** The first 1 to 3 bytes of a word; little-endian. */
export const firstBytes = (word: number, bytes: number): number => word & ((1 << (8 * bytes)) - 1);

/** The hash that `intern` and `find` expect of some bytes. */
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
  const store = createStore();
  const find = (view: DataView, start: number, end: number, hash: number): number =>
    (store.slots[store.slotOf(view, start, end, hash)] ?? 0) - 1;
  const intern = (view: DataView, start: number, end: number, hash: number): number => {
    const slot = store.slotOf(view, start, end, hash);
    const held = store.slots[slot] ?? 0;
    return held > 0 ? held - 1 : store.add(slot, view, start, end, hash);
  };
  for (const text of known) {
    const { view, length } = paddedBytes(text);
    intern(view, 0, length, hashOf(view, 0, length));
  }
  return { intern, find, names: store.names };
}

/** Open addressing over ids kept as words, each from a word of its own. */
function createStore() {
  let words = new Int32Array(1024);
  let starts = new Int32Array(64); // in words
  let lengths = new Int32Array(64); // in bytes
  let hashes = new Int32Array(64);
  let count = 0;
  let used = 0;
  const same = (id: number, view: DataView, start: number, end: number): boolean => {
    let word = starts[id] ?? 0;
    let at = start;
    for (; at + 4 <= end; at += 4) {
      if (words[word] !== view.getInt32(at, true)) return false;
      word += 1;
    }
    return at === end || words[word] === firstBytes(view.getInt32(at, true), end - at);
  };
  const store = {
    /** Number + 1 of the id in a slot; 0: free. */
    slots: new Int32Array(256),
    /** Where an id lies, or would. */
    slotOf: (view: DataView, start: number, end: number, hash: number): number => {
      const { slots } = store;
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (;;) {
        const held = (slots[slot] ?? 0) - 1;
        if (held < 0) return slot;
        if (hashes[held] === hash && lengths[held] === end - start && same(held, view, start, end))
          return slot;
        slot = (slot + 1) & mask;
      }
    },
    add: (slot: number, view: DataView, start: number, end: number, hash: number): number => {
      const size = (end - start + 3) >> 2;
      words = roomFor(words, used + size, (n) => new Int32Array(n));
      starts = roomFor(starts, count + 1, (n) => new Int32Array(n));
      lengths = roomFor(lengths, count + 1, (n) => new Int32Array(n));
      hashes = roomFor(hashes, count + 1, (n) => new Int32Array(n));
      const bytes = new Uint8Array(words.buffer, used * 4, size * 4);
      bytes.set(new Uint8Array(view.buffer, view.byteOffset + start, end - start));
      starts[count] = used;
      lengths[count] = end - start;
      hashes[count] = hash;
      used += size;
      count += 1;
      store.slots[slot] = count;
      if (count * 2 > store.slots.length) store.slots = rehashed(store.slots.length * 2);
      return count - 1;
    },
    names: (): string[] => {
      const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      return Array.from({ length: count }, (_, id) =>
        decoder.decode(new Uint8Array(words.buffer, (starts[id] ?? 0) * 4, lengths[id])),
      );
    },
  };
  const rehashed = (length: number): Int32Array<ArrayBuffer> => {
    const slots = new Int32Array(length);
    for (let id = 0; id < count; id += 1) {
      let slot = (hashes[id] ?? 0) & (length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (length - 1);
      slots[slot] = id + 1;
    }
    return slots;
  };
  return store;
}
