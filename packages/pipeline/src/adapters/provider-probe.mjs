// Prints, as JSON, what each execution provider says when it is asked to run a graph: null where it works.
// A process of its own, since providers write to the terminal past every setting, and some end the process.
import * as ort from "onnxruntime-node";

const [graph = "", ...providers] = process.argv.slice(2);
ort.env.logLevel = "fatal";
const found = {};
for (const provider of providers)
  found[provider] = await ort.InferenceSession.create(graph, {
    executionProviders: [provider],
    logSeverityLevel: 4,
  }).then(
    () => null,
    (error) => String(error?.message ?? error).split("\n")[0],
  );
process.stdout.write(JSON.stringify(found));
