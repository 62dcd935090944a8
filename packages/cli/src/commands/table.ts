import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";

/** Adds options, arguments and the action to a command that the table has named. */
export type Configure = (command: Command, context: () => CommandContext) => void;

/** A command: its name, its one line of help, and the file that is loaded when it is called. */
export interface CommandRow {
  name: string;
  summary: string;
  load: () => Promise<{ configure: Configure }>;
  /** It ends in order on Ctrl-C; without this, Ctrl-C ends it at once. */
  endsInOrder?: true;
}

/** All commands, in the order of the help. */
export const commandTable: readonly CommandRow[] = [
  {
    name: "start",
    summary: "prepare the demo studies and serve them (what npm start runs)",
    load: () => import("./start.ts"),
    endsInOrder: true,
  },
  {
    name: "doctor",
    summary: "say what works here, what is missing and how to get it",
    load: () => import("./doctor.ts"),
  },
  {
    name: "models",
    summary: "list, add, verify and remove the models that can be run",
    load: () => import("./models.ts"),
    endsInOrder: true,
  },
  {
    name: "prompts",
    summary: "import prompt sets, draw samples of them, write picture requests",
    load: () => import("./prompts.ts"),
  },
  {
    name: "generate",
    summary: "make the pictures of a spec; resumes by itself",
    load: () => import("./generate.ts"),
    endsInOrder: true,
  },
  {
    name: "images",
    summary: "import pictures made elsewhere, verify a run's pictures",
    load: () => import("./images.ts"),
  },
  {
    name: "image",
    summary: "make one picture: the quickest way to try a model",
    load: () => import("./image.ts"),
  },
  {
    name: "regenerate",
    summary: "make a run's pictures again from what they carry, and say how far they are",
    load: () => import("./regenerate.ts"),
    endsInOrder: true,
  },
  {
    name: "study",
    summary: "create, open, close, simulate and export studies",
    load: () => import("./study.ts"),
    endsInOrder: true,
  },
  {
    name: "votes",
    summary: "check that a study's answers are the ones that were given",
    load: () => import("./votes.ts"),
  },
  {
    name: "analyse",
    summary: "turn a study's votes into numbers: summary.json",
    load: () => import("./analyse.ts"),
  },
  {
    name: "report",
    summary: "turn a study's votes into one self-contained page, or check one",
    load: () => import("./report.ts"),
  },
  {
    name: "chart",
    summary: "draw one chart of a summary or a fit as PNG, SVG or PDF, or print its table",
    load: () => import("./chart.ts"),
  },
  {
    name: "fit",
    summary: "turn votes into strengths: Bradley-Terry, Davidson, Rao-Kupper, Elo, Crowd-BT",
    load: () => import("./fit.ts"),
  },
  {
    name: "winrate",
    summary: "say how often each item was preferred, with intervals that know whose votes they are",
    load: () => import("./winrate.ts"),
  },
  {
    name: "compare",
    summary: "compare two files of votes, pair by pair",
    load: () => import("./compare.ts"),
  },
  {
    name: "diagnose",
    summary: "say what could be wrong with votes: sides, fatigue, ties, raters",
    load: () => import("./diagnose.ts"),
  },
  {
    name: "agreement",
    summary: "say how far raters agree, by every coefficient in use",
    load: () => import("./agreement.ts"),
  },
  {
    name: "dawid-skene",
    summary: "estimate what items are and how raters err, from ratings alone",
    load: () => import("./dawid-skene.ts"),
  },
  {
    name: "adjust",
    summary: "correct p-values for their number",
    load: () => import("./adjust.ts"),
  },
  {
    name: "proportion",
    summary: "say what counts of independent votes mean: intervals, exact tests, sample sizes",
    load: () => import("./proportion.ts"),
  },
  {
    name: "power",
    summary: "say what a planned study can find, by simulating it",
    load: () => import("./power.ts"),
  },
  {
    name: "sequential",
    summary: "say when a study may stop, and what its votes mean at any time",
    load: () => import("./sequential.ts"),
  },
  {
    name: "next-pairs",
    summary: "say which pairs would tell most if they were shown next",
    load: () => import("./next-pairs.ts"),
  },
  {
    name: "instrument",
    summary: "correct an instrument by labels, or hold counts against a target",
    load: () => import("./instrument.ts"),
  },
  {
    name: "db",
    summary: "migrate the database, show differences to its models",
    load: () => import("./db.ts"),
  },
  {
    name: "bench",
    summary: "measure speed and memory on this machine",
    load: () => import("./bench.ts"),
  },
];
