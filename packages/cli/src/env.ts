/** The environment variables the command line listens to; the only reader of process.env here. */
export const environment = {
  /** PAIRLAB_DATA_DIR: as --data-dir. */
  dataDir: process.env.PAIRLAB_DATA_DIR,
  /** NO_COLOR: as --no-color (no-color.org). */
  noColor: Boolean(process.env.NO_COLOR),
  /** CHROMIUM: the browser of the browser tests. */
  chromium: process.env.CHROMIUM,
};
