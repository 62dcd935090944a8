/** Prolific's least pay in US dollars an hour; read its current pages before a study with pay. */
export const payFloor = 8;

/** What is taken where nobody gives a number: judgements, not measurements. */
export const assumed = {
  /** Seconds from one pair to the next. */
  secondsPerTrial: 10,
  /** Minutes of consent, instructions, practice and breaks. */
  otherMinutes: 4,
  /** Minutes of somebody who is let go at the screening questions: consent and one page. */
  screeningMinutes: 2,
} as const;

/** What somebody knows of the people and the recruiter; shares are of 1. */
export interface ForecastAssumptions {
  secondsPerTrial?: number;
  otherMinutes?: number;
  /** US dollars. */
  payPerHour?: number;
  /** What the recruiter takes, as a share of all pay. */
  feeShare?: number;
  /** Of those who agree to take part, the share that screening lets go; paid for their minutes. */
  screenedShare?: number;
  /** Of those who begin the pairs, the share that leaves; not paid, and their forms go to others. */
  leavingShare?: number;
}

export interface StudyForecast {
  /** Completed forms the plan needs. */
  participants: number;
  /** People who must agree to take part for that, with those who are let go or leave; rounded up. */
  peopleToInvite: number;
  secondsPerTrial: number;
  otherMinutes: number;
  /** Which of the two were given on the command line. */
  secondsAre: "given" | "assumed";
  otherMinutesAre: "given" | "assumed";
  /** Minutes of one participant in trials alone. */
  minutesPerParticipant: number;
  /** With consent, instructions, practice and breaks: what is paid. */
  minutesInAll: number;
  /** Hours of all who finish. */
  hours: number;
  /** US dollars; only where pay an hour is given. */
  pay?: {
    perHour: number;
    perParticipant: number;
    participants: number;
    /** Of people whom screening let go. */
    screened: number;
    /** Only where it is given. */
    fee?: number;
    total: number;
    floor: number;
    fair: boolean;
  };
}

/** How long a study takes, whom it needs, and what it costs. */
export function studyForecast(
  { forms, trials }: { forms: number; trials: number },
  given: ForecastAssumptions,
): StudyForecast {
  const seconds = given.secondsPerTrial ?? assumed.secondsPerTrial;
  const otherMinutes = given.otherMinutes ?? assumed.otherMinutes;
  const minutesPerParticipant = (trials * seconds) / 60 / forms;
  const minutesInAll = minutesPerParticipant + otherMinutes;
  const beginning = forms / (1 - (given.leavingShare ?? 0));
  const agreeing = beginning / (1 - (given.screenedShare ?? 0));
  const hours = (forms * minutesInAll) / 60;
  return {
    participants: forms,
    peopleToInvite: Math.ceil(agreeing - 1e-9),
    ...{ secondsPerTrial: seconds, otherMinutes },
    secondsAre: given.secondsPerTrial === undefined ? "assumed" : "given",
    otherMinutesAre: given.otherMinutes === undefined ? "assumed" : "given",
    ...{ minutesPerParticipant, minutesInAll, hours },
    ...(given.payPerHour === undefined
      ? {}
      : { pay: payOf(forms, hours, agreeing - beginning, given.payPerHour, given.feeShare) }),
  };
}

function payOf(
  forms: number,
  hours: number,
  screenedPeople: number,
  perHour: number,
  feeShare: number | undefined,
): NonNullable<StudyForecast["pay"]> {
  const participants = hours * perHour;
  const screened = (screenedPeople * assumed.screeningMinutes * perHour) / 60;
  const fee = (participants + screened) * (feeShare ?? 0);
  return {
    ...{ perHour, perParticipant: participants / forms, participants, screened },
    ...(feeShare === undefined ? {} : { fee }),
    total: participants + screened + fee,
    floor: payFloor,
    fair: perHour >= payFloor,
  };
}

/** A forecast in sentences for the terminal. */
export function forecastLines(forecast: StudyForecast): string[] {
  const { participants, peopleToInvite, minutesPerParticipant, minutesInAll, hours, pay } =
    forecast;
  const { secondsPerTrial, secondsAre, otherMinutes, otherMinutesAre } = forecast;
  const lines = [
    `forecast: ${participants} participants, ${minutesInAll.toFixed(1)} minutes each, ${hours.toFixed(1)} hours together`,
    `  ${minutesPerParticipant.toFixed(1)} minutes in trials at ${secondsPerTrial} s each (${secondsAre}), ${otherMinutes} for consent, instructions, practice and breaks (${otherMinutesAre})`,
    peopleToInvite === participants
      ? "  people who are let go or leave come on top: --screened, --leaving"
      : `  ${peopleToInvite} people have to agree: some are let go or leave`,
  ];
  if (pay === undefined) return lines;
  const screened = pay.screened === 0 ? "" : `, $${pay.screened.toFixed(2)} to people let go`;
  const fee = pay.fee === undefined ? "; a recruiter's fee comes on top: --fee" : "";
  lines.push(
    `  $${pay.perParticipant.toFixed(2)} a participant, $${pay.participants.toFixed(2)} to all${screened}${pay.fee === undefined ? "" : `, $${pay.fee.toFixed(2)} fee`}: $${pay.total.toFixed(2)} in all${fee}`,
    `  $${pay.perHour} an hour is ${pay.fair ? "at or above" : "BELOW"} the floor of $${pay.floor}`,
  );
  return lines;
}
