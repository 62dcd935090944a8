/**
 * Where a prepared picture lies below the stimuli folder in one of a study's display sizes.
 *
 * `file`: its path in the largest size, `<study>/<name>`; the other sizes have folders of their own beside it.
 */
export function sizedFile(file: string, displayPx: number, largestPx: number): string {
  if (displayPx === largestPx) return file;
  const slash = file.lastIndexOf("/") + 1;
  return `${file.slice(0, slash)}${displayPx}/${file.slice(slash)}`;
}
