import * as ort from "onnxruntime-node";

/**
 * Makes tensors of half floats take and give 16-bit words on every Node.
 *
 * Where the language has Float16Array, the runtime's JavaScript wants one and its native part refuses it
 * (onnxruntime pull request 32323). It looks once, when the first tensor is made: that one is made here, while the
 * array can't be seen.
 */
export function useWordsForHalfFloats(): void {
  const own = Object.getOwnPropertyDescriptor(globalThis, "Float16Array");
  if (own === undefined) return;
  Reflect.deleteProperty(globalThis, "Float16Array");
  try {
    new ort.Tensor("float32", Float32Array.of(0), [1]);
  } finally {
    Object.defineProperty(globalThis, "Float16Array", own);
  }
}
