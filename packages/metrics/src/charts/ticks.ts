/** Axis ends on whole steps that hold all values, with the steps between them. */
export function wholeSteps(values: readonly number[]): {
  min: number;
  max: number;
  step: number;
  ticks: number[];
} {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((size) => (high - low) / size <= 7) ?? 500;
  const min = Math.floor(low / step) * step;
  const max = Math.max(min + step, Math.ceil(high / step) * step);
  const ticks = Array.from(
    { length: Math.round((max - min) / step) + 1 },
    (_, i) => min + i * step,
  );
  return { min, max, step, ticks };
}

const mantissas = [1, 2, 5];

/** The same for values of any size; from 0 to 1 without any. */
export function realSteps(values: readonly number[]): { min: number; max: number; step: number } {
  if (values.length === 0) return { min: 0, max: 1, step: 0.25 };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const raw = Math.max((high - low) / 6, Math.abs(high) * 1e-6, 1e-6);
  const power = Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10]
    .map((mantissa) => Number(`${mantissa}e${power}`))
    .find((size) => size >= raw - 1e-12);
  const size = step ?? Number(`1e${power + 1}`);
  const digits = Math.max(0, -power);
  const end = (value: number): number => Number((value * size).toFixed(digits));
  const min = end(Math.floor(low / size));
  return {
    min,
    max: Math.max(end(Math.ceil(high / size)), end(Math.floor(low / size) + 1)),
    step: size,
  };
}

/**
 * A logarithmic axis that holds all values: its ends and ticks in log 10, the ticks' texts in the values' unit.
 *
 * Shape: values over 0. Ticks are 1, 2 and 5 times powers of ten; powers alone when that would be too many.
 */
export function logTicks(values: readonly number[]): {
  min: number;
  max: number;
  ticks: { value: number; text: string }[];
} {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const first = Math.floor(Math.log10(low)) - 1;
  const last = Math.ceil(Math.log10(high)) + 1;
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const steps = powers.flatMap((power) =>
    mantissas.map((mantissa) => Number(`${mantissa}e${power}`)),
  );
  const from = Math.max(...steps.filter((step) => step < low));
  const to = Math.min(...steps.filter((step) => step > high));
  const inside = steps.filter((step) => step >= from && step <= to);
  const shown =
    inside.length > 9 ? inside.filter((step) => /^1(0*$|e)|^0\.0*1$/.test(String(step))) : inside;
  return {
    min: Math.log10(from),
    max: Math.log10(to),
    ticks: shown.map((step) => ({ value: Math.log10(step), text: String(step) })),
  };
}
