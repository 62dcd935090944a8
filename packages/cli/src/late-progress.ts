import type { Progress, Terminal } from "./terminal.ts";

/** Progress of work whose size is only known when its first part is done. */
export function lateProgress(
  terminal: Terminal,
  label: string,
): { update: (done: number, total: number) => void; end: () => void } {
  let progress: Progress | undefined;
  return {
    update: (done, total) => {
      progress ??= terminal.progress(label, total);
      progress.update(done, done);
    },
    end: () => progress?.end(),
  };
}
