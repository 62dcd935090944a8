/** Where to go from the demo: what exists today, or the word that it's coming. */
export const doors: readonly string[] = [
  "your own pictures       docs/guides/own-pictures.md: a study of pictures made elsewhere",
  "your own model          docs/guides/models.md: SDXL-Turbo, or a folder of yours",
  "check somebody's chart  coming: published counts in, the same chart out",
];
