import { defineConfig } from "vitest/config";

const offline = { retry: 0, setupFiles: ["tools/fail-on-console.ts"] };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...offline,
          name: "unit",
          include: [
            "packages/*/src/**/*.test.ts",
            "prisma/src/**/*.test.ts",
            "apps/study/src/**/*.test.ts",
            "tools/**/*.test.ts",
          ],
          exclude: ["**/*.integration.test.ts", "**/*.deep.test.ts", "**/node_modules/**"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...offline,
          name: "integration",
          include: [
            "{packages/*,prisma,apps/study}/src/**/*.integration.test.ts",
            "tools/*.integration.test.ts",
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...offline,
          name: "browser",
          include: ["apps/study/e2e/**/*.spec.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
