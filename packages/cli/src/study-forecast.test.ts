import { expect, test } from "vitest";
import { forecastLines, studyForecast } from "./study-forecast.ts";

test("time and cost follow from trials, seconds and pay", () => {
  const forecast = studyForecast(
    { forms: 40, trials: 2400 },
    { secondsPerTrial: 12, payPerHour: 10 },
  );
  expect(forecast).toMatchObject({
    participants: 40,
    secondsAre: "given",
    minutesPerParticipant: 12,
    hours: 8,
  });
  expect(forecast.pay).toEqual({ perHour: 10, perParticipant: 2, total: 80, floor: 8, fair: true });
});

test("seconds nobody gave are called assumed, and no cost is made up", () => {
  const forecast = studyForecast({ forms: 2, trials: 12 }, {});
  expect(forecast.secondsAre).toBe("assumed");
  expect(forecast).not.toHaveProperty("pay");
  expect(forecastLines(forecast).join("\n")).toContain("10 s a trial (assumed)");
});

test("pay below the floor is named", () => {
  const forecast = studyForecast({ forms: 2, trials: 12 }, { payPerHour: 7.99 });
  expect(forecastLines(forecast).at(-1)).toBe("  $7.99 an hour is BELOW the floor of $8");
});
