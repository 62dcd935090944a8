/** Where to go from the demo: what exists today, or the word that it's coming. */
export const doors: readonly string[] = [
  "your own pictures       coming: a study of pictures made elsewhere",
  "your own model          models/README.md, section Adding a model",
  "check somebody's chart  coming: published counts in, the same chart out",
];
