/** How the command line speaks: results on stdout, everything else on stderr. */
export interface Terminal {
  /** The command's result: the text, or the document when `--json` was given. */
  result(text: string, document: unknown): void;
  /** A remark for the person watching; silent under `--quiet`. */
  say(text: string): void;
  /** A detail; shown under `--verbose` only. */
  detail(text: string): void;
  /** An error in two lines. Always shown. */
  error(message: string, hint?: string): void;
  /** A progress bar on a terminal; elsewhere a line each 10 % or 30 s. */
  progress(label: string, total: number, unit?: ProgressUnit): Progress;
}

export type ProgressUnit = "pictures" | "bytes" | "forms";

export interface Progress {
  /** `doneNow` things were made in this run, of `done` that exist. */
  update(done: number, doneNow: number): void;
  end(): void;
}

export interface TerminalOptions {
  json: boolean;
  quiet: boolean;
  verbose: boolean;
  color: boolean;
  now: () => number;
}

type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/** The terminal over two streams. */
export function createTerminal(options: TerminalOptions, out: Stream, err: Stream): Terminal {
  const red = (text: string) => (options.color && err.isTTY ? `\u001b[31m${text}\u001b[0m` : text);
  const say = (text: string) => {
    if (!options.quiet) err.write(`${text}\n`);
  };
  return {
    result: (text, document) => {
      if (options.json) out.write(`${JSON.stringify(document, null, 2)}\n`);
      else if (text !== "") out.write(`${text}\n`);
    },
    say,
    detail: (text) => {
      if (options.verbose) say(text);
    },
    error: (message, hint) => {
      err.write(`${red("error")}  ${message}\n`);
      if (hint !== undefined) err.write(`hint   ${hint}\n`);
    },
    progress: (label, total, unit = "pictures") =>
      options.quiet
        ? { update: () => undefined, end: () => undefined }
        : progressOn(err, label, { total, unit }, options.now),
  };
}

function progressOn(
  err: Stream,
  label: string,
  { total, unit }: { total: number; unit: ProgressUnit },
  now: () => number,
): Progress {
  const { amount, pace: paceText, untoldMs = 0, betweenMs = 0 } = units[unit];
  const started = now();
  const line = (done: number, doneNow: number) => {
    const seconds = (now() - started) / 1000;
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    const rate = doneNow > 0 && seconds > 0 ? doneNow / seconds : undefined;
    const pace =
      rate === undefined ? "" : `  ${paceText(rate)}  ${durationText((total - done) / rate)} left`;
    const bar = "#".repeat(Math.floor(percent / 5)).padEnd(20, "-");
    return `${label}  ${amount(done)}/${amount(total)}  ${percent}%  [${bar}]${pace}`;
  };
  const way = err.isTTY ? drawn(err, total, { now, betweenMs }) : told(err, total, now);
  return {
    update: (done, doneNow) => {
      if (now() - started >= untoldMs) way.update(done, () => line(done, doneNow));
    },
    end: way.end,
  };
}

interface Way {
  update(done: number, line: () => string): void;
  end(): void;
}

/** One line that is drawn over and over. */
function drawn(
  err: Stream,
  total: number,
  { now, betweenMs }: { now: () => number; betweenMs: number },
): Way {
  let drawnAt: number | undefined;
  return {
    update: (done, line) => {
      if (done < total && drawnAt !== undefined && now() - drawnAt < betweenMs) return;
      drawnAt = now();
      err.write(`\r\u001b[2K${line().slice(0, (err.columns || 80) - 1)}`);
    },
    end: () => {
      if (drawnAt !== undefined) err.write("\n");
    },
  };
}

/** A line each 10 % or 30 s. */
function told(err: Stream, total: number, now: () => number): Way {
  let lastAt = now();
  let lastTenth = 0;
  return {
    update: (done, line) => {
      const tenth = total === 0 ? 10 : Math.floor((10 * done) / total);
      if (tenth <= lastTenth && now() - lastAt < 30_000) return;
      lastTenth = tenth;
      lastAt = now();
      err.write(`${line()}\n`);
    },
    end: () => undefined,
  };
}

/** How amounts and paces are written. */
const units: Record<
  ProgressUnit,
  {
    amount: (count: number) => string;
    pace: (perSecond: number) => string;
    /** Work that is over sooner isn't told at all. */
    untoldMs?: number;
    /** Between two drawings on a terminal. */
    betweenMs?: number;
  }
> = {
  pictures: {
    amount: String,
    pace: (perSecond) =>
      perSecond >= 1 ? `${perSecond.toFixed(1)} img/s` : `${(1 / perSecond).toFixed(1)} s/img`,
  },
  forms: {
    ...{ amount: String, pace: (perSecond) => `${Math.round(perSecond)} forms/s` },
    ...{ untoldMs: 1000, betweenMs: 100 },
  },
  bytes: { amount: byteText, pace: (perSecond) => `${byteText(perSecond)}/s`, betweenMs: 100 },
};

/** A number of bytes in the unit that suits it, decimal as disks are sold. */
export function byteText(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/** A duration in seconds, minutes or hours, for a person to plan with. */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
