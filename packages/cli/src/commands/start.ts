import { doors } from "../doors.ts";
import { examples } from "../examples.ts";
import { freePort } from "../free-port.ts";
import { prepareDemo, startAgain } from "../prepare-demo.ts";
import { prepareSecrets } from "../secrets.ts";
import { buildStudyApp, serveStudyApp } from "../study-app.ts";
import { participantLink, reportLink, researcherLink } from "../study-links.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  port: number;
  simulate: boolean;
  serve: boolean;
}

/** `pairlab start`, which is `npm start`. */
export const configure: Configure = (command, context) => {
  command
    .option(
      "--port <n>",
      "where to serve; a taken port gives the next free",
      wholeNumber("--port", 1, 65_535),
      3000,
    )
    .option("--no-simulate", "leave out the simulated study and its report")
    .option("--no-serve", "prepare everything, then end")
    .addHelpText("before", examples("npm start", "npm start -- --port 4000 --no-simulate"))
    .action(async ({ port, simulate, serve }: Options) => {
      const found = context();
      const { terminal, folders, root, signal } = found;
      const parts: string[] = [];
      const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
        const started = performance.now();
        const result = await work();
        parts.push(`${name} ${seconds(performance.now() - started)}`);
        return result;
      };
      const secrets = prepareSecrets(folders.data);
      await prepareDemo(found, { simulate, timed });
      await timed("app", () => buildStudyApp(root));
      const ready = () => `ready in ${seconds(performance.now())} (${parts.join(", ")})`;
      if (!serve) {
        terminal.result(ready(), { ready: true, parts });
        return terminal.say(`next   ${startAgain(found)}`);
      }

      const free = await freePort(port);
      if (free !== port) terminal.say(`port ${port} is taken: using ${free}`);
      const app = await timed("server", () => serveStudyApp(root, folders, free));
      const links = {
        participant: participantLink(app.origin, "demo"),
        researcher: researcherLink(
          app.origin,
          simulate ? "demo-simulated" : "demo",
          secrets.researcherKey,
        ),
        ...(simulate ? { report: reportLink(app.origin, "demo-simulated") } : {}),
      };
      const lines = Object.entries(links).map(([who, link]) => `${who.padEnd(12)} ${link}`);
      terminal.result(
        [ready(), "", ...lines, "", ...doors, "", "Ctrl-C ends it"].join("\n"),
        links,
      );
      signal.addEventListener("abort", () => void app.stop());
      if (signal.aborted) await app.stop();
      await app.ended;
      if (!signal.aborted) throw new Error("the server ended by itself; see its messages above");
      terminal.say(`stopped; ${startAgain(found)} goes on from here`);
    });
};

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;
