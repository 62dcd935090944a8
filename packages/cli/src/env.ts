/** The environment variables the command line listens to; the only reader of process.env here. */
export const environment = {
  /** PAIRLAB_DATA_DIR: as --data-dir. */
  dataDir: process.env.PAIRLAB_DATA_DIR,
  /** NO_COLOR: as --no-color (no-color.org). */
  noColor: Boolean(process.env.NO_COLOR),
  /** HF_ENDPOINT: the server that models are downloaded from. */
  hubEndpoint: process.env.HF_ENDPOINT,
  /** HF_TOKEN: who asks it for models that aren't everybody's; never shown. */
  hubToken: process.env.HF_TOKEN,
  /** CHROMIUM: the browser of the browser tests. */
  chromium: process.env.CHROMIUM,
};
