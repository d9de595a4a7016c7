import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      // Outside Next the guard against use in the browser has nothing to guard.
      "server-only": path.join(root, "tests/support/server-only.ts"),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "server/**/*.test.ts",
            "components/**/*.test.ts",
            "tests/support/**/*.test.ts",
            "tests/architecture.test.ts",
          ],
          // Nothing is measured in a test: a busy machine may take its time.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "api",
          include: ["tests/{api,figures,faults}/**/*.test.ts"],
          globalSetup: "tests/support/global-setup.ts",
          setupFiles: "tests/support/worker-database.ts",
          pool: "forks",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
