type Rgb = readonly [number, number, number];

const paper: Rgb = [247, 247, 247];
const blue: Rgb = [0, 90, 156];
const orange: Rgb = [179, 71, 0];

/** Background of a share on a scale from orange (0) over near-white (one half) to blue (1), with readable ink. */
export function cellColors(share: number): { fill: string; ink: "#000000" | "#ffffff" } {
  const end = share >= 0.5 ? blue : orange;
  const weight = Math.abs(2 * share - 1);
  const mixed = paper.map((from, i) => Math.round(from + weight * ((end[i] ?? from) - from)));
  const light = luminance(mixed);
  // Contrast with black is (light + .05) / .05, with white 1.05 / (light + .05): the larger is >= 4.58.
  const ink = (light + 0.05) ** 2 > 1.05 * 0.05 ? "#000000" : "#ffffff";
  return { fill: `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`, ink };
}

/** Relative luminance of an sRGB colour, 0 to 1. Source: WCAG 2.2. */
export function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
