import { expect, test } from "vitest";
import { forecastLines, studyForecast } from "./study-forecast.ts";

const forty = { forms: 40, trials: 2400 };

test("time and cost follow from trials, seconds, what is around them, and pay", () => {
  const forecast = studyForecast(forty, { secondsPerTrial: 12, otherMinutes: 3, payPerHour: 10 });
  expect(forecast).toMatchObject({
    ...{ participants: 40, peopleToInvite: 40, secondsAre: "given", otherMinutesAre: "given" },
    ...{ minutesPerParticipant: 12, minutesInAll: 15, hours: 10 },
  });
  expect(forecast.pay).toEqual({
    ...{ perHour: 10, perParticipant: 2.5, participants: 100, screened: 0, total: 100 },
    ...{ floor: 8, fair: true },
  });
});

test("a fee, people let go and people who leave are in the total and in the number to invite", () => {
  // By hand: 40 finish of 50 who begin of 100 who agree; 50 let go, 2 minutes each at $12 is $20; 40 × 16 min is $128.
  const forecast = studyForecast(forty, {
    ...{ secondsPerTrial: 12, payPerHour: 12, feeShare: 0.25 },
    ...{ screenedShare: 0.5, leavingShare: 0.2 },
  });
  expect(forecast.peopleToInvite).toBe(100);
  expect(forecast.pay?.participants).toBeCloseTo(128, 9);
  expect(forecast.pay?.screened).toBeCloseTo(20, 9);
  expect(forecast.pay?.fee).toBeCloseTo(37, 9);
  expect(forecast.pay?.total).toBeCloseTo(185, 9);
  const lines = forecastLines(forecast).join("\n");
  expect(lines).toContain("100 people have to agree");
  expect(lines).toContain("$20.00 to people let go, $37.00 fee: $185.00 in all");
});

test("numbers nobody gave are called assumed, and no cost is made up", () => {
  const forecast = studyForecast({ forms: 2, trials: 12 }, {});
  expect(forecast).toMatchObject({ secondsAre: "assumed", otherMinutesAre: "assumed" });
  expect(forecast).not.toHaveProperty("pay");
  expect(forecastLines(forecast).join("\n")).toContain(
    "at 10 s each (assumed), 4 for consent, instructions, practice and breaks (assumed)",
  );
  expect(forecastLines(studyForecast(forty, { payPerHour: 9 })).join("\n")).toContain("--fee");
});

test("pay below the floor is named", () => {
  const forecast = studyForecast({ forms: 2, trials: 12 }, { payPerHour: 7.99 });
  expect(forecastLines(forecast).at(-1)).toBe("  $7.99 an hour is BELOW the floor of $8");
});
