import path from "node:path";
import type { LocatedModel } from "./located-models.ts";
import { type Graph, type GraphOptions, loadGraph } from "./onnx.ts";

/** Loaded graphs by file, and how long they have run. */
export interface GraphShelf {
  load(file: string): Promise<Graph>;
  /** Releases every graph that isn't this model's. */
  keepOnly(model: LocatedModel): Promise<void>;
  /** Milliseconds inside the runtime so far. */
  inferenceMs(): number;
}

/** A shelf on which models find the graphs they share. */
export function createGraphShelf(options: GraphOptions, now: () => number): GraphShelf {
  const graphs = new Map<string, Promise<Graph>>();
  let inference = 0;
  const timed = (graph: Graph): Graph => ({
    ...graph,
    run: async (feeds, wanted) => {
      const started = now();
      const found = await graph.run(feeds, wanted);
      inference += now() - started;
      return found;
    },
  });
  return {
    load: (file) => {
      const found = graphs.get(file) ?? loadGraph(file, options).then(timed);
      graphs.set(file, found);
      found.catch(() => graphs.delete(file)); // the next picture tries again
      return found;
    },
    keepOnly: async ({ folder, entry }) => {
      const kept = new Set(
        Object.values(entry.components).map((name) => path.join(folder, name ?? "", "model.onnx")),
      );
      for (const [file, graph] of [...graphs])
        if (!kept.has(file)) {
          graphs.delete(file);
          await (await graph).release();
        }
    },
    inferenceMs: () => inference,
  };
}
