import { afterAll, beforeAll } from "vitest";
import { createFixture, type Fixture, type FixtureStudy } from "./fixture.ts";
import { type Served, serveStudy } from "./serve-study.ts";

export interface Stage {
  fixture: Fixture;
  served: Served;
}

/** A state folder and the real app serving it, for the tests of one file. */
export function servedStage(studies: readonly FixtureStudy[]): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    const fixture = await createFixture(studies);
    stage = { fixture, served: await serveStudy(fixture.dataDir) };
  });
  afterAll(async () => {
    await stage?.served.stop();
    await stage?.fixture.remove();
  });
  return () => {
    if (stage === undefined) throw new Error("the stage isn't set yet");
    return stage;
  };
}
