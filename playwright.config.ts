import { defineConfig, devices } from "@playwright/test";
import { systemChromium } from "./scripts/prepare/browser.mjs";

const args = [
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
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  globalSetup: "./tests/support/e2e-setup.ts",
  use: {
    // Known once the product of this run has chosen its port.
    baseURL: process.env.HOLDPOINT_TEST_URL,
    trace: "off",
    launchOptions: { executablePath: systemChromium(), args },
  },
  projects: [{ name: "laptop", use: { ...devices["Desktop Chrome"] } }],
});
