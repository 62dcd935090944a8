import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { KnownError } from "@pairlab/domain/errors";
import { type OnnxOutline, onnxOutline } from "../core/onnx-outline.ts";
import { type ByteSource, ProtobufError } from "../core/protobuf.ts";

const windowBytes = 1 << 16;
const lfsPointer = "version https://git-lfs";

/**
 * What an ONNX file says of itself; its weights are passed over, so that a file of gigabytes takes milliseconds.
 *
 * Throws: KnownError (missing, MODEL_DATA) for a file that isn't there, is cut short, or is no ONNX graph.
 */
export function readOnnxOutline(file: string): OnnxOutline {
  const descriptor = opened(file);
  try {
    const source = fileBytes(descriptor);
    assertNoPointer(source, file);
    return onnxOutline(source);
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    throw modelData(
      `invalid model file: ${file} (${error.message})`,
      error,
      "it is torn or no ONNX graph: fetch, copy or export it again",
    );
  } finally {
    closeSync(descriptor);
  }
}

/** Throws: KnownError (missing, MODEL_DATA) for a file that stands for one that Git LFS has not fetched. */
function assertNoPointer(source: ByteSource, file: string): void {
  const head = source.bytes(0, Math.min(source.size, lfsPointer.length));
  if (new TextDecoder().decode(head) !== lfsPointer) return;
  throw new KnownError("missing", `missing model file: ${file} is a pointer of Git LFS`, {
    code: "MODEL_DATA",
    hint: "git lfs pull   in the model's repository fetches the file itself",
  });
}

/** The same for any file, one that holds weights too. */
export function assertNoLfsPointer(file: string): void {
  const descriptor = opened(file);
  try {
    assertNoPointer(fileBytes(descriptor), file);
  } finally {
    closeSync(descriptor);
  }
}

function opened(file: string): number {
  try {
    return openSync(file, "r");
  } catch (cause) {
    throw modelData(`missing model file: ${file}`, cause);
  }
}

/** A file's bytes through a window that moves along. */
function fileBytes(descriptor: number): ByteSource {
  const { size } = fstatSync(descriptor);
  const window = new Uint8Array(windowBytes);
  let [first, last] = [0, 0];
  return {
    size,
    byte: (position) => {
      if (position < first || position >= last) {
        first = position;
        last = position + readSync(descriptor, window, 0, windowBytes, position);
      }
      const found = position < last ? window[position - first] : undefined;
      if (found === undefined) throw new ProtobufError(`it ends before byte ${position}`);
      return found;
    },
    bytes: (start, end) => {
      const bytes = new Uint8Array(end - start);
      const read = readSync(descriptor, bytes, 0, bytes.length, start);
      if (read < bytes.length) throw new ProtobufError(`it ends before byte ${end}`);
      return bytes;
    },
  };
}

const modelData = (
  message: string,
  cause: unknown,
  hint = "npx pairlab models verify   compares every model file with its hash",
) => new KnownError("missing", message, { code: "MODEL_DATA", hint, cause });
