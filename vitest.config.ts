import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest files begin first, so that no worker is left alone with one at the end. */
class CrashTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isCrash = ({ moduleId }: TestSpecification) => moduleId.includes("/integration/crash/");
    const sorted = await super.sort(files);
    return [...sorted.filter(isCrash), ...sorted.filter((file) => !isCrash(file))];
  }
}

const alias = { "@": import.meta.dirname };

export default defineConfig({
  test: {
    // Crash tests run side by side; more of them at once than this only wait for each other.
    maxConcurrency: 3,
    // Most files wait for a database or a server for half of their time, so two at once pay even on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: CrashTestsFirst },
    projects: [
      {
        resolve: { alias },
        // They share their modules: most of what a file of them costs is loading those.
        test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"], isolate: false },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: "tests/support/global-setup.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
