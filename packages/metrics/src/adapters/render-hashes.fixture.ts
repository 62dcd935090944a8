// Prints name and hashes of the pictures that render.test.ts draws, from a process of its own.
import { createHash } from "node:crypto";
import { questionPictures } from "../charts/pictures.ts";
import { summaryFixture } from "../charts/summary.fixture.ts";
import { renderPicture } from "./render.ts";

const hash = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const summary = summaryFixture({ mode: "simulated", gaps: true });
for (const question of summary.questions.slice(0, 1))
  for (const picture of Object.values(questionPictures(summary, question))) {
    const { png, svg, pdf } = await renderPicture(picture);
    process.stdout.write(`${picture.name} ${hash(png)} ${hash(svg)} ${hash(pdf)}\n`);
  }
