import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProduct } from "./product";

/** The API token of the product that browser tests use: Dana's. */
export const E2E_TOKEN = "token-of-the-browser-tests-0123456789";

/** One product for all browser tests, with data of its own. */
export default async function setup() {
  const dataFolder = await mkdtemp(join(tmpdir(), "holdpoint-e2e-"));
  const product = await startProduct({
    HOLDPOINT_DATA_DIR: dataFolder,
    HOLDPOINT_DEMO_TOKEN: E2E_TOKEN,
    HOLDPOINT_RATE_LIMIT: "0",
    // Slow enough to be seen being written.
    HOLDPOINT_PRACTICE_SPEED: "600",
    HOLDPOINT_WORKFLOWS_DIR: "workflows,tests/fixtures/desk",
  });
  process.env.HOLDPOINT_TEST_URL = product.url;
  return async () => {
    await product.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}
