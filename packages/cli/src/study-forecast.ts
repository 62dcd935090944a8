/** Prolific's least pay in US dollars an hour; read its current pages before a study with pay. */
export const payFloor = 8;

/** Seconds a trial is taken to last where nobody gives a number: a judgement, not a measurement. */
export const assumedSecondsPerTrial = 10;

export interface StudyForecast {
  /** Completed forms the plan needs; people who leave come on top. */
  participants: number;
  secondsPerTrial: number;
  /** Where the seconds come from: `given` on the command line, or `assumed`. */
  secondsAre: "given" | "assumed";
  /** Minutes of one participant in trials alone: consent, instructions and breaks come on top. */
  minutesPerParticipant: number;
  /** Hours in trials, all participants together. */
  hours: number;
  /** US dollars; only where pay an hour is given. A recruiter's fees come on top. */
  pay?: { perHour: number; perParticipant: number; total: number; floor: number; fair: boolean };
}

/** How long a study's trials take, and what they cost. `payPerHour` in US dollars. */
export function studyForecast(
  { forms, trials }: { forms: number; trials: number },
  { secondsPerTrial, payPerHour }: { secondsPerTrial?: number; payPerHour?: number },
): StudyForecast {
  const seconds = secondsPerTrial ?? assumedSecondsPerTrial;
  const hours = (trials * seconds) / 3600;
  return {
    participants: forms,
    secondsPerTrial: seconds,
    secondsAre: secondsPerTrial === undefined ? "assumed" : "given",
    minutesPerParticipant: (hours * 60) / forms,
    hours,
    ...(payPerHour === undefined
      ? {}
      : {
          pay: {
            perHour: payPerHour,
            perParticipant: (hours * payPerHour) / forms,
            total: hours * payPerHour,
            floor: payFloor,
            fair: payPerHour >= payFloor,
          },
        }),
  };
}

/** A forecast in sentences for the terminal. */
export function forecastLines(forecast: StudyForecast): string[] {
  const { participants, secondsPerTrial, secondsAre, minutesPerParticipant, hours, pay } = forecast;
  const lines = [
    `forecast: ${participants} participants, ${minutesPerParticipant.toFixed(1)} minutes each in trials, ${hours.toFixed(1)} hours together`,
    `  at ${secondsPerTrial} s a trial (${secondsAre}); consent, instructions, breaks and people who leave come on top`,
  ];
  if (pay === undefined) return lines;
  const verdict = pay.fair ? "at or above" : "BELOW";
  lines.push(
    `  $${pay.perParticipant.toFixed(2)} a participant, $${pay.total.toFixed(2)} together, without fees`,
    `  $${pay.perHour} an hour is ${verdict} the floor of $${pay.floor}`,
  );
  return lines;
}
