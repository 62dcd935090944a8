import { defineConfig } from "vitest/config";

/** What is too long for `npm test`: `npm run test:deep`. */
export default defineConfig({
  test: {
    retry: 0,
    setupFiles: ["tools/fail-on-console.ts"],
    include: ["{packages/*,prisma,apps/study}/src/**/*.deep.test.ts"],
    testTimeout: 3_600_000,
  },
});
