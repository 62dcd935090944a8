/** Ctrl-C, after the thing in hand was finished. The message says how to continue. */
export class Interrupted extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Interrupted";
  }
}
