import { expect, test } from "vitest";
import type { EffectPorts } from "@/lib/effects/ports";
import { patientPorts } from "@/lib/worker/patient-ports";
import { persist } from "@/lib/worker/persist";

const withCode = (code: string) => Object.assign(new Error("x"), { code });
const behindPrisma = Object.assign(withCode("P2039"), {
  meta: { driverAdapterError: Object.assign(new Error("x"), { cause: { kind: "postgres", code: "57P03" } }) },
});

/** Fails once with `error`, and answers how often it was asked the second time. */
function failingOnce(error: unknown): () => Promise<number> {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked === 1) throw error;
    return asked;
  };
}

const patiently = <T>(attempt: () => Promise<T>) => persist(new AbortController().signal, attempt, async () => {});

test.each([
  ["stops", withCode("57P01")],
  ["is a standby that is not promoted yet", withCode("25006")],
  ["breaks the connection", new Error("Connection terminated unexpectedly")],
  ["starts, said by Prisma", behindPrisma],
])("a database that %s is asked again", async (_, error) => {
  expect(await patiently(failingOnce(error))).toBe(2);
});

test("what the database refuses is not tried again", async () => {
  await expect(patiently(failingOnce(withCode("22021")))).rejects.toMatchObject({ code: "22021" });
});

test("what an effect reads and notes waits for a database that is away", async () => {
  const away = () => failingOnce(withCode("57P01")) as never;
  const ports = {
    commentsOf: away(),
    agents: { find: away(), search: away(), noteTask: away(), forgetTask: away() },
    journal: { recall: away() },
  } as unknown as EffectPorts;
  const { commentsOf, agents, journal } = patientPorts(ports, patiently);
  const effect = {} as never;
  const answers = [
    commentsOf(""),
    agents.find("", ""),
    agents.search("", effect),
    agents.noteTask(effect, effect, ""),
    agents.forgetTask(effect),
    journal.recall(effect),
  ];
  expect(await Promise.all(answers)).toEqual(Array(6).fill(2));
});
