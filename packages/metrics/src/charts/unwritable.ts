import type { Picture } from "./picture.ts";

/** Scripts that the charts' font holds, and what belongs to no script; pictographs it lacks. */
const foreign =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|\p{Emoji_Presentation}/u;

/** The texts of pictures that the font can't write: they are drawn as empty boxes. */
export const unwritable = (pictures: readonly Pick<Picture, "marks">[]): string[] => [
  ...new Set(
    pictures.flatMap(({ marks }) =>
      marks.flatMap((mark) => (mark.kind === "text" && foreign.test(mark.text) ? [mark.text] : [])),
    ),
  ),
];
