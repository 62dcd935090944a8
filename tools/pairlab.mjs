#!/usr/bin/env node
// `npx pairlab …` in a fresh clone: installs what is missing, then is the command.
import "./bootstrap.mjs";

await import("../packages/cli/bin/pairlab.mjs");
