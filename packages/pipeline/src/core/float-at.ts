/**
 * The number at an index of a float32 array: `at` for the loops over latents and noise.
 *
 * V8 compiles an access well only while it sees few kinds of arrays; `at` sees many, and the samplers ran up to eight
 * times slower through it (bench/noise-and-samplers.ts).
 * Throws: RangeError when there is none.
 */
export function floatAt(values: Float32Array, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no number at ${index} of ${values.length}`);
  return value;
}
