/**
 * An SVG whose bytes depend on its picture alone.
 *
 * The canvas numbers its clipping paths through the whole process, so the second picture would differ
 * from the first; and it writes coordinates to eight digits where a hundredth of a pixel can't be seen.
 */
export function tidySvg(svg: string): string {
  const names = new Map<string, string>();
  return svg
    .replaceAll(/\b(cl|gr|pat|img|mask|filter)_[0-9a-f]+\b/g, (name) => {
      const short = names.get(name) ?? `n${names.size}`;
      names.set(name, short);
      return short;
    })
    .replaceAll(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))));
}
