import { StudyLanguage } from "@pairlab/domain/study-language";

/**
 * The language somebody reads a study in: the one they asked for, else the first their browser prefers, else
 * the study's own.
 *
 * `accepted` is an `Accept-Language` header (RFC 9110 §12.5.4): "de-AT,de;q=0.9,en;q=0.5".
 */
export function chosenLanguage(choice: {
  /** The study's own language first. */
  offered: readonly [StudyLanguage, ...StudyLanguage[]];
  asked?: string | undefined;
  accepted?: string | null | undefined;
}): StudyLanguage {
  const { offered, asked, accepted } = choice;
  const wanted = [asked ?? "", ...preferred(accepted ?? "")];
  for (const tag of wanted) {
    const found = StudyLanguage.safeParse(tag.slice(0, 2).toLowerCase());
    if (found.success && offered.includes(found.data) && /^..(-|$)/.test(tag)) return found.data;
  }
  return offered[0];
}

/** The tags of the header, the most wanted first. */
const preferred = (header: string): string[] =>
  header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
