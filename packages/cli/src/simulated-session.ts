import type { Plan } from "@pairlab/domain/plan";
import { createRng } from "@pairlab/domain/random";
import { documentSha256 } from "./sha256.ts";
import { type SimulatedTrial, simulatedRater } from "./simulated-rater.ts";

export interface SimulatedForm {
  formIndex: number;
  trials: (SimulatedTrial & { trialIndex: number })[];
}

interface SimulatedPerson {
  studyId: string;
  plan: Plan;
  seed: number;
  /** 0-based number of the person. */
  index: number;
  form: SimulatedForm;
  consentSha256: string;
}

// A clock of its own, so that the same seed gives the same bytes whenever it is run.
const firstArrival = Date.UTC(2026, 0, 5, 9);
const arrivalEveryMs = 10 * 60_000;
const readingMs = 90_000;
const betweenTrialsMs = 400;
/** Columns that every answer has, of a page nobody looked at: exports leave them empty. */
const noScreen = {
  loadMsLeft: 0,
  loadMsRight: 0,
  prematurePresses: 0,
  devicePixelRatio: 1,
  windowWidthPx: 0,
  windowHeightPx: 0,
};

/** The rows of one simulated person who took a form and finished it. */
export function simulatedSession({
  studyId,
  plan,
  seed,
  index,
  form,
  consentSha256,
}: SimulatedPerson) {
  const rng = createRng(seed, `simulated session of ${studyId}`, index);
  const word = () => rng.uint32().toString(16).padStart(8, "0");
  const sessionId = word() + word() + word() + word();
  const arrived = new Date(firstArrival + index * arrivalEveryMs);
  const rater = simulatedRater(plan, seed, index);
  let clock = arrived.getTime() + readingMs;
  const answers = form.trials.map((trial) => {
    const { choice, rtMs } = rater.answer(trial, trial.trialIndex);
    clock += rtMs + betweenTrialsMs;
    const payload = {
      answerId: `simulated-${index}-${trial.trialIndex}`,
      trialIndex: trial.trialIndex,
      revision: 0,
      choice,
      inputDevice: "simulated",
      presentation: 1,
      rtMs,
      displayPx: rater.displayPx,
      ...noScreen,
    };
    const payloadSha256 = documentSha256(payload);
    return { ...payload, sessionId, payloadSha256, receivedAt: new Date(clock) };
  });
  return {
    formIndex: form.formIndex,
    session: {
      id: sessionId,
      studyId,
      raterId: `sim-${String(index + 1).padStart(4, "0")}`,
      reference: `SIM-${word()}`,
      step: "done",
      displayPx: rater.displayPx,
      createdAt: arrived,
      consentedAt: arrived,
      consentSha256,
      finishedAt: new Date(clock),
    },
    answers,
  };
}
