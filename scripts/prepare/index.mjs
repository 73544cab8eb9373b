import { setTimeout as delay } from "node:timers/promises";
import { takeLock } from "../lock.mjs";
import { build } from "./build.mjs";
import { generate } from "./generate.mjs";
import { install } from "./install.mjs";

/** Makes a checkout ready: packages and the database client. */
export const prepare = () =>
  alone(async () => {
    await install();
    await generate();
  });

/** The same and the pages; returns the folder of the build. */
export const prepareAndBuild = () =>
  alone(async () => {
    await install();
    await generate();
    return build();
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
