import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts", "e2e/**/*.e2e.ts"],
    exclude: ["**/node_modules/**", "data/**", "web/dist/**"],
    globalSetup: ["platform/database/test-cluster.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
