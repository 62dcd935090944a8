import { at } from "@pairlab/domain/at";

/** Euler's timesteps and noise levels, in float64 from the definition: sigma = √((1 - ᾱ) / ᾱ). */
export function plainSchedule(spacing: "trailing" | "linspace", steps: number) {
  const table: number[] = [];
  let product = 1;
  for (let i = 0; i < 1000; i += 1) {
    const root = Math.sqrt(0.00085) + ((Math.sqrt(0.012) - Math.sqrt(0.00085)) * i) / 999;
    product *= 1 - root * root;
    table.push(Math.sqrt((1 - product) / product));
  }
  const timesteps = Array.from({ length: steps }, (_, k) =>
    spacing === "trailing"
      ? Math.round(1000 - (k * 1000) / steps) - 1
      : (999 * (steps - 1 - k)) / (steps - 1),
  );
  const sigmaAt = (t: number) => {
    const low = Math.floor(t);
    const next = table[low + 1] ?? 0;
    return at(table, low) + (t - low) * (low + 1 < 1000 ? next - at(table, low) : 0);
  };
  return { timesteps, sigmas: [...timesteps.map(sigmaAt), 0] };
}
