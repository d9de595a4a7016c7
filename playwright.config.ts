import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "@playwright/test";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";
const PORT = process.env.E2E_PORT ?? "3400";

/** E2E_BASE_URL points the tests at a server that runs already, for work on a single test. */
const runningServer = process.env.E2E_BASE_URL;

const IMPORTS = "**/import.spec.ts";

const QUIET_BROWSER = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  workers: 2,
  retries: 0,
  // Nothing is measured here: on a busy machine of two cores a page may take this long to come alive.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    baseURL: runningServer ?? `http://localhost:${PORT}`,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    actionTimeout: 40_000,
    trace: "retain-on-failure",
    launchOptions: {
      ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
      args: QUIET_BROWSER,
    },
  },
  projects: [
    {
      name: "desktop",
      testIgnore: ["**/*.phone.spec.ts", IMPORTS],
      use: { browserName: "chromium", viewport: { width: 1366, height: 768 } },
    },
    {
      name: "phone",
      testMatch: "**/*.phone.spec.ts",
      use: { browserName: "chromium", viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
    {
      // An import adds to every figure of the district until it is undone: it waits until nobody compares figures.
      // A single test of it runs at once with --no-deps.
      name: "import",
      testMatch: IMPORTS,
      dependencies: ["desktop", "phone"],
      use: { browserName: "chromium", viewport: { width: 1366, height: 768 } },
    },
  ],
  ...(runningServer
    ? {}
    : {
        webServer: {
          command: "node tests/e2e/support/fresh-server.mjs",
          url: `http://localhost:${PORT}/login`,
          // Includes a build and the filling of the demo district on two slow cores.
          timeout: 300_000,
          gracefulShutdown: { signal: "SIGTERM" as const, timeout: 20_000 },
          stdout: "pipe" as const,
          env: {
            PORT,
            CHAINLEAD_DATA: path.join(import.meta.dirname, ".data", "e2e"),
            CHAINLEAD_DEMO: "1",
            CHAINLEAD_VOLATILE: "1",
          },
        },
      }),
});
