import type { PowerEstimate, SchedulePower } from "@pairlab/domain/power-estimate";

/** A power estimate in lines for people. */
export function powerLines(found: PowerEstimate): string[] {
  const { schedule, smallest, formula, assumptions, cost, minutesPerRater } = found;
  const { promptSd, raterSd, tieShare, dropOut, replicates, power } = assumptions;
  const price = [
    ...(cost === undefined ? [] : [`cost ${cost.toFixed(2)}`]),
    ...(minutesPerRater === undefined ? [] : [`${minutesPerRater.toFixed(1)} minutes a rater`]),
  ];
  return [
    `${found.pilot === undefined ? "assumed" : "from the pilot"}: spread of prompts ${rounded(promptSd)}, of raters ${rounded(raterSd)} logits; assumed: ties ${percent(tieShare)}, drop-out ${percent(dropOut)}`,
    `simulated: ${replicates} studies through the real analysis`,
    ...scheduleLines(schedule),
    ...(price.length === 0 ? [] : [price.join(", ")]),
    smallest.status === "ok"
      ? `power ${percent(power)} takes ${smallest.value.raters} raters, ${smallest.value.votes} votes`
      : `power ${percent(power)}: ${smallest.status}: ${smallest.reason}`,
    formula.status === "ok"
      ? `independent votes would be ${Math.ceil(formula.value.votes)}, by formula`
      : `by formula: ${formula.status}: ${formula.reason}`,
  ];
}

function scheduleLines({ raters, votes, pairs }: SchedulePower): string[] {
  return [
    `planned: ${raters} raters, ${votes} votes`,
    ...pairs.map(({ a, b, share, power, powerInterval, halfWidth, withoutInterval }) => {
      const width = halfWidth.status === "ok" ? `± ${percent(halfWidth.value)}` : halfWidth.status;
      const none = withoutInterval === 0 ? "" : `, ${percent(withoutInterval)} without an interval`;
      const range = `${percent(powerInterval.lower)} to ${percent(powerInterval.upper)}`;
      return `  ${a} over ${b} at ${percent(share)}: power ${percent(power)} (${range}), interval ${width}${none}`;
    }),
  ];
}

const rounded = (sd: number): string => String(Number(sd.toFixed(3)));

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
