/** The first lines of a command's help: two ways to call it, as they would be typed. */
export const examples = (first: string, second: string): string =>
  `Examples:\n  ${first}\n  ${second}\n`;
