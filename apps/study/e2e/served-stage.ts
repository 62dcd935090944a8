import { afterAll, beforeAll, expect } from "vitest";
import { createFixture, type Fixture, type FixtureStudy } from "./fixture.ts";
import { type Served, serveStudy } from "./serve-study.ts";

export interface Stage {
  fixture: Fixture;
  served: Served;
  /** Serves again at the same address, after `served.stop()`. */
  restart(): Promise<void>;
}

/** A state folder and the real app serving it, for the tests of one file. */
export function servedStage(studies: readonly FixtureStudy[]): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    const fixture = await createFixture(studies);
    const served = await serveStudy(fixture.dataDir);
    const restart = async () => {
      if (stage !== undefined) stage.served = await serveStudy(fixture.dataDir, served.port);
    };
    stage = { fixture, served, restart };
  });
  afterAll(async () => {
    await stage?.served.stop();
    await stage?.fixture.remove();
    expect(stage?.served.complaints() ?? "").toBe(""); // a server that complains has failed a test
  });
  return () => {
    if (stage === undefined) throw new Error("the stage isn't set yet");
    return stage;
  };
}
