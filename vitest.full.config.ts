import { defineConfig } from "vitest/config";

/** Browser tests that are too long for `npm test`: `npm run e2e:full`, which `.ci/run` counts with the others. */
export default defineConfig({
  test: {
    retry: 0,
    setupFiles: ["tools/fail-on-console.ts"],
    include: ["apps/study/e2e/**/*.full.ts"],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    expect: { poll: { timeout: 20_000 } },
  },
});
