/** Encoded texts, kept until they take too much room. */
export interface TextCache<T> {
  get(key: string, encode: () => Promise<T>): Promise<T>;
}

/** SDXL's conditioning of one prompt takes 0.6 MB: this holds some 800 of them. */
const mostBytes = 512 * 2 ** 20;

/** What a cached text takes: its arrays of floats. */
interface Sized {
  embeddings: Float32Array;
  pooled: Float32Array | null;
}

/** A cache that drops what wasn't asked for longest. */
export function createTextCache<T extends Sized>(limitBytes = mostBytes): TextCache<T> {
  const kept = new Map<string, T>();
  let bytes = 0;
  const size = ({ embeddings, pooled }: Sized) => embeddings.byteLength + (pooled?.byteLength ?? 0);
  return {
    get: async (key, encode) => {
      const found = kept.get(key);
      const value = found ?? (await encode());
      kept.delete(key);
      kept.set(key, value); // last used, last in line
      if (found === undefined) bytes += size(value);
      for (const [oldest, dropped] of kept) {
        if (bytes <= limitBytes || oldest === key) break;
        kept.delete(oldest);
        bytes -= size(dropped);
      }
      return value;
    },
  };
}
