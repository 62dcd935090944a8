import zlib from "node:zlib";
import type { Compressors } from "hyparquet";

/** zlib has this from Node 22.15 on; without it a file says that its codec isn't supported. */
const { zstdDecompressSync } = zlib as {
  zstdDecompressSync?: (bytes: Uint8Array) => Uint8Array;
};

/** What undoes the compression of Parquet pages, beside snappy, by Node's own zlib. */
export const parquetCompressors: Compressors = {
  GZIP: (bytes) => zlib.gunzipSync(bytes),
  BROTLI: (bytes) => zlib.brotliDecompressSync(bytes),
  ...(zstdDecompressSync === undefined
    ? {}
    : {
        ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes),
      }),
};
