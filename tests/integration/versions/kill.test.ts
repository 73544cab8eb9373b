import { spawn } from "node:child_process";
import { once } from "node:events";
import { text as readAll } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { letter, nextLetter } from "../../fixtures/versions/letter";
import { bundleScript } from "../../support/bundle-script";
import { createTestDatabase } from "../../support/postgres";
import { answer, deployment, eventsOf, until } from "../../support/versions";

let script: Awaited<ReturnType<typeof bundleScript>>;

beforeAll(async () => {
  script = await bundleScript("take-up-and-die.ts");
});

afterAll(() => script.remove());

/** Resolves to the failpoint it died at; null when it got through. */
async function takeUpAndDie(...args: string[]): Promise<string | null> {
  const child = spawn(process.execPath, [script.file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [out, err] = await Promise.all([readAll(child.stdout), readAll(child.stderr), once(child, "close")]);
  if (out.includes("through")) return null;
  const died = /failpoint: (.*)/.exec(err)?.[1];
  if (!died) throw new Error(`It ended otherwise: ${out}${err}`);
  return died;
}

const RESUMED = ["before run.resumed", "after run.resumed"];

it.each([
  { release: "letter", events: ["review.decided", "run.resumed"], expected: RESUMED },
  {
    release: "nextLetter",
    events: ["review.decided", "run.migrated", "run.resumed"],
    expected: ["before run.migrated", "after run.migrated", ...RESUMED],
  },
])(
  "a held answer moves its run exactly once, wherever the process with the $release is killed",
  {
    timeout: 300_000,
  },
  async ({ release, events, expected }) => {
    const database = await createTestDatabase();
    const deploy = deployment(database.url);
    const boundaries: string[] = [];
    try {
      for (let pass = 1; ; pass++) {
        const old = await deploy.start(letter);
        const run = await old.operations.startRun(old.ana, { workflow: "letter", input: {} });
        await deploy.stop(old);
        const strange = await deploy.start({ ...letter, name: "another" });
        await answer(strange, run, "accept");
        const died = await takeUpAndDie(database.url, release, String(pass), run.id);
        const survivor = await deploy.start(release === "letter" ? letter : nextLetter);
        const after = await until(survivor, run.id, ({ step }) => step?.name === "votes");
        await deploy.stop(survivor);
        expect(after).toMatchObject({ status: "waiting", step: { name: "votes" } });
        expect(after.reviews).toHaveLength(3);
        expect((await eventsOf(strange, run.id)).filter((type) => /decided|resumed|migrated/.test(type))).toEqual(
          events,
        );
        await deploy.stop(strange);
        if (died === null) break;
        boundaries.push(died);
      }
    } finally {
      await deploy.stopAll();
      await database.drop();
    }
    expect(boundaries).toEqual(expected);
  },
);
