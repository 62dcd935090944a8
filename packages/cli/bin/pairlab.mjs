#!/usr/bin/env node
// Node 20 can't run TypeScript itself: this plain file registers tsx, then starts the command line.
import { register } from "tsx/esm/api";

register();
await import("../src/main.ts");
