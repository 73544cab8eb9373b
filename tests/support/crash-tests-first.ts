import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest files begin first, so that no worker is left alone with one at the end. */
export class CrashTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isCrash = ({ moduleId }: TestSpecification) => moduleId.includes("/integration/crash/");
    const sorted = await super.sort(files);
    return [...sorted.filter(isCrash), ...sorted.filter((file) => !isCrash(file))];
  }
}
