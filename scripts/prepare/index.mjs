import { setTimeout as delay } from "node:timers/promises";
import { takeLock } from "../lock.mjs";
import { generate } from "./generate.mjs";
import { install } from "./install.mjs";
import { buildPages } from "./pages.mjs";
import { bundleServer } from "./server.mjs";

/** Makes a checkout ready: packages and the database client. */
export const prepare = () =>
  alone(async () => {
    await install();
    await generate();
  });

/** The same, the server and, where they are served, the pages; returns the folders of both. */
export const prepareAndBuild = ({ pages }) =>
  alone(async () => {
    await install();
    await generate();
    return { serverFolder: await bundleServer(), pagesFolder: pages ? await buildPages() : null };
  });

/** `npm start` and `npm test` of one checkout take turns. */
async function alone(work) {
  let said = false;
  for (;;) {
    const lock = takeLock(".build/lock");
    if (lock.owner === null) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (!said) console.log(`Waiting for process ${lock.owner.pid}, which prepares this folder ...`);
    said = true;
    await delay(300);
  }
}
