import { KnownError } from "@pairlab/domain/errors";
import { type CovariateRequest, mostCovariates } from "@pairlab/metrics/fit/covariates";

/** `x` or `x_left,x_right` of `--covariate`, added to those before. Throws: KnownError (input). */
export function covariateWord(word: string, before: CovariateRequest[]): CovariateRequest[] {
  const columns = word.split(",").map((column) => column.trim());
  const refuse = (message: string, hint: string): never => {
    throw new KnownError("input", message, { hint });
  };
  if (columns.length > 2 || columns.includes(""))
    refuse(`invalid --covariate: ${word}`, "one column, or that of the left and of the right");
  if (before.some(({ name }) => name === word))
    refuse(`duplicate --covariate: ${word}`, "each is fitted once");
  if (before.length === mostCovariates)
    refuse(`invalid --covariate: over ${mostCovariates} of them`, "leave some out");
  return [...before, { name: word, columns }];
}
