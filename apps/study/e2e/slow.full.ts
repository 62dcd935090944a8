import { expect, test } from "vitest";
import { completionCode } from "./fixture.ts";
import { armIds, prompts } from "./fixture-documents.ts";
import * as journey from "./journey.ts";
import { describeInBrowser, newVisitor } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

/** Chromium's "Slow 3G": 400 kbit/s with 400 ms latency. A pair of 442 kB pictures takes about 18 s. */
const slow3g = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 50_000,
};

describeInBrowser("a slow connection", () => {
  const stage = servedStage([
    {
      id: "demo",
      plan: {
        arms: [armIds[0], armIds[1]],
        promptIds: prompts.slice(0, 2).map(({ id }) => id),
        trialsPerForm: 4,
      },
    },
  ]);
  const browser = sharedBrowser();

  test("takes time and nothing else: at Slow 3G every pair is shown and every answer kept", async () => {
    const { page, complaints, context } = await newVisitor(browser());
    page.setDefaultTimeout(120_000);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", slow3g);
    await journey.agreeAndLearn(page, `${stage().served.origin}/s/demo`);
    await journey.practise(page);
    await page.getByRole("button", { name: "Start" }).click();
    let answered = 0;
    await journey.walk(page, async ({ kind }) => {
      if (kind === "pair") answered += 1;
      if (kind !== "last") await page.keyboard.press(kind === "rest" ? "Enter" : "ArrowRight");
    });
    expect(answered).toBe(4);
    await page.getByRole("button", { name: "Finish" }).click();
    await page.getByText(completionCode).waitFor();
    const answers = await stage().fixture.database.answer.findMany({
      orderBy: { trialIndex: "asc" },
    });
    expect(answers.map(({ choice, revision }) => [choice, revision])).toEqual(
      Array.from({ length: 4 }, () => ["right", 0]),
    );
    // The first pair was late: it was loaded for longer than ten seconds, and shown all the same.
    const [first] = answers;
    expect(Math.max(first?.loadMsLeft ?? 0, first?.loadMsRight ?? 0)).toBeGreaterThan(10_000);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
