import { existsSync, readFileSync } from "node:fs";
import { Problem } from "../problem.mjs";
import { quietly } from "./quietly.mjs";

/** Debian's Chromium without windows: tests in it take two thirds of the time. */
const PACKAGE = "chromium-headless-shell";
const places = [PACKAGE, "chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`);

/** A Chromium of the system; undefined where Playwright has one of its own. */
export function systemChromium() {
  return places.find((path) => existsSync(path));
}

/** Sees to it that browser tests have a browser. */
export async function prepareBrowser() {
  if (systemChromium()) return;
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return;
  if (process.getuid?.() !== 0 || !isDebian()) {
    throw new Problem(
      `The browser tests need Chromium: install it (on Debian: apt-get install ${PACKAGE}), ` +
        "or run npx playwright install chromium.",
    );
  }
  const failure = "Chromium couldn't be installed: the lines above say why.";
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await quietly("Looking up Debian's packages", ["apt-get", "update"], { env, failure });
  await quietly("Installing Chromium for the browser tests", ["apt-get", "install", "-y", PACKAGE], {
    env,
    failure,
  });
}

function isDebian() {
  return existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}
