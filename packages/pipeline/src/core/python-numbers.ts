/** Strings first, so that words inside them are passed over. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;

/**
 * JSON as Python writes it, with the numbers that JSON doesn't have as texts: "-Infinity", "Infinity", "NaN".
 *
 * diffusers saves DPM-Solver's `lambda_min_clipped`, which is minus infinity by default, that way.
 */
export const pythonNumbersAsText = (json: string): string =>
  json.replace(stringOrNumber, (found) => (found.startsWith('"') ? found : `"${found}"`));
