import {
  completionCode,
  createFixture,
  type Fixture,
  secrets,
} from "../../apps/study/e2e/fixture.ts";
import { manifest, plan } from "../../apps/study/e2e/fixture-documents.ts";
import { designForms } from "../../apps/study/src/core/design.ts";
import { formTrials } from "../../apps/study/src/server/repository/form-trials.ts";
import { participant } from "../../apps/study/src/server/repository/small-study.fixture.ts";
import { issueTokens } from "../../apps/study/src/server/repository/tokens.ts";
import { sessionCookie } from "../../apps/study/src/server/session-cookie.ts";

export const voteStudyId = "votes";

/** Somebody in front of their first pair. */
export interface StagedPerson {
  sessionId: string;
  cookie: string;
}

/** A state folder with people in front of long forms. */
export interface VoteStage extends Fixture {
  people: readonly StagedPerson[];
}

/** A study whose forms have as many trials as asked for, each with somebody who has begun it. */
export async function voteStage(persons: number, trialsEach: number): Promise<VoteStage> {
  const fixture = await createFixture([{ id: voteStudyId, withoutForms: true }]);
  const { database } = fixture;
  await addLongForms(fixture, persons, trialsEach);
  const people: StagedPerson[] = [];
  for (let index = 0; index < persons; index += 1) {
    const person = await participant(database, voteStudyId);
    const now = new Date();
    await person.start(now);
    const session = await person.found();
    const study = { id: voteStudyId, designSha256: completionCode };
    const trials = await formTrials(database, study, session.formIndex ?? -1);
    await issueTokens(database, { session, trials, now, onIssued: () => undefined });
    const signed = sessionCookie(
      { studyId: voteStudyId, sessionId: person.id },
      secrets.sessionKey,
      false,
    );
    people.push({ sessionId: person.id, cookie: signed.split(";")[0] ?? "" });
  }
  return { ...fixture, people };
}

/** Forms of the design's trials, over and over: what is measured is how they are answered, not their balance. */
async function addLongForms({ database }: Fixture, forms: number, trials: number): Promise<void> {
  const [first] = [...designForms(plan("none"), manifest)];
  if (first === undefined) throw new RangeError("a design without forms");
  const studyId = voteStudyId;
  await database.form.createMany({
    data: Array.from({ length: forms }, (_, formIndex) => ({ studyId, formIndex })),
  });
  for (let formIndex = 0; formIndex < forms; formIndex += 1)
    await database.trial.createMany({
      data: Array.from({ length: trials }, (_, trialIndex) => {
        const { block, questionId, promptId, left, right } =
          first.trials[trialIndex % first.trials.length] ?? {};
        if (promptId === undefined) throw new RangeError("a form without trials");
        const role = "trial";
        return {
          ...{ studyId, formIndex, trialIndex, block: block ?? 0, role },
          ...{ questionId: questionId ?? "", promptId, left: left ?? "", right: right ?? "" },
        };
      }),
    });
}
