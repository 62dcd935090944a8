import { downloadModel } from "./download-model.ts";
import { downloadPlan } from "./download-plan.ts";
import { hubEndpoint } from "./hub-endpoint.ts";
import { commit, repository } from "./hub-server.fixture.ts";

// A download in a process of its own, for tests that kill it. Says the number of bytes in place, a line each time.
const [url = "", folder = ""] = process.argv.slice(2);
const call = {
  endpoint: hubEndpoint(url, undefined),
  signal: new AbortController().signal,
  onRemark: () => undefined,
};
const plan = await downloadPlan(call, { repository, commit });
await downloadModel({
  ...call,
  plan,
  folder,
  onProgress: (done) => process.stdout.write(`${done > 400_000 ? "well on its way" : done}\n`),
});
