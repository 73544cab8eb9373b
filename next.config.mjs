/** @type {import("next").NextConfig} */
export default {
  // `npm start` serves a finished build from a folder of its own; see scripts/prepare/build.mjs.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  // A page is never there without its title: screen readers say it first. Titles come from data the page reads anyway.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  // A start that reads all pages before the first is asked for takes half as long again.
  experimental: { preloadEntriesOnStart: false },
  // Nothing here needs pictures resized, so nobody gets a resizer to keep busy.
  images: { unoptimized: true },
  // `npm test` checks types, over more than the pages.
  typescript: { ignoreBuildErrors: true },
};
