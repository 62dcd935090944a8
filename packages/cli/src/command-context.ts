import type { StateFolders } from "./state-folders.ts";
import type { Terminal } from "./terminal.ts";

/** What every command may use of the outside world. */
export interface CommandContext {
  terminal: Terminal;
  /** Root of the checkout: models/, datasets/. */
  root: string;
  folders: StateFolders;
  /** Aborted by Ctrl-C: finish the thing in hand, say how to go on, then throw `interrupted()`. */
  signal: AbortSignal;
  now: () => Date;
}
