/** Lines of the product that hold a promise, and what each becomes when it is taken away. */
export interface Guard {
  name: string;
  file: string;
  guard: string;
  instead: string;
  /** Files or folders of tests that may catch it, besides the simulation. */
  tests: string[];
}

const DOOR = "lib/store/door-statement.ts";
const TRANSITION = "lib/engine/transition.ts";
const ENGINE = ["tests/unit/engine"];

export const GUARDS: Guard[] = [
  {
    name: "revision compare: the door writes only over the revision it read",
    file: DOOR,
    guard: "and r.id = x.id and r.revision = x.before",
    instead: "and r.id = x.id",
    tests: ["tests/integration/engine/write-story.test.ts", "tests/integration/store/memory.test.ts"],
  },
  {
    name: "a start under an id that exists makes nothing",
    file: DOOR,
    guard: "on conflict (id) do nothing",
    instead: "on conflict (id) do update set revision = runs.revision + 1",
    tests: ["tests/integration/engine/dedupe.test.ts", "tests/integration/store/memory.test.ts"],
  },
  {
    name: "only the first branch of a race to end wins",
    file: DOOR,
    guard: "and j.winner is null returning 1",
    instead: "returning 1",
    tests: ["tests/integration/engine/branches.test.ts", "tests/integration/store/memory.test.ts"],
  },
  {
    name: "shared statements: no two changes of a family",
    file: "lib/store/together.ts",
    guard: "(family === null || !families.has(family))",
    instead: "true",
    tests: ["tests/unit/store", "tests/integration/store/together.test.ts"],
  },
  {
    name: "shared statements: what one is refused for is nobody else's",
    file: "lib/store/together.ts",
    guard: "if (asked.length > 1 && isRefusal(error))",
    instead: "if (asked.length > 1 && !error)",
    tests: ["tests/unit/store", "tests/integration/store/together.test.ts"],
  },
  {
    name: "epoch check: results of a lost lease change nothing",
    file: TRANSITION,
    guard: "return event.epoch === run.leaseEpoch && run.leaseOwner !== null",
    instead: "return run.leaseOwner !== null",
    tests: ENGINE,
  },
  {
    name: "epoch check: a result that is told again after its lease was given up changes nothing",
    file: TRANSITION,
    guard: "event.epoch === run.leaseEpoch && run.leaseOwner !== null",
    instead: "event.epoch === run.leaseEpoch",
    tests: ENGINE,
  },
  {
    name: "a branch whose race is lost goes nowhere",
    file: TRANSITION,
    guard: 'if (isLost(snapshot) && event.type !== "run.canceled") return { ignored: RACE_LOST };',
    instead: "",
    tests: ENGINE,
  },
  {
    name: "results of another visit change nothing",
    file: TRANSITION,
    guard: 'if (event.seq !== run.seq) return "another visit";\n      // Whoever',
    instead: "// Whoever",
    tests: ENGINE,
  },
  {
    name: "a lease that is held can't be taken",
    file: TRANSITION,
    guard: 'return leaseExpired ? null : "lease is held";',
    instead: "return null;",
    tests: ENGINE,
  },
  {
    name: "conditional close: only an open review is answered",
    file: "lib/operations/decide-review.ts",
    guard: 'if (review.status !== "open") return alreadyClosed(by, found, answer);',
    instead: "",
    tests: ["tests/integration/rest/handover.test.ts", "tests/integration/engine/write-story.test.ts"],
  },
  {
    name: "deadline clock: an answer after its deadline never counts",
    file: TRANSITION,
    guard: "return isOverdue(review, snapshot) ? TOO_LATE : null;",
    instead: "return null;",
    tests: ENGINE,
  },
  {
    name: "deadline clock: nothing is due before its time",
    file: "lib/engine/on-time.ts",
    guard: "moment !== null && moment <= now",
    instead: "moment !== null",
    tests: ENGINE,
  },
  {
    name: "the form answered is the form shown",
    file: "lib/operations/decide-review.ts",
    guard: "if (draftRevision !== review.draftRevision) {",
    instead: "if (false) {",
    tests: ["tests/integration/rest/runs.test.ts"],
  },
  {
    name: "early-signal store: a signal that comes before its wait is kept",
    file: "lib/engine/on-signal.ts",
    guard: "progress.change.run.signalsKept += 1;",
    instead: "",
    tests: ENGINE,
  },
  {
    name: "a signal counts once by its id",
    file: "lib/operations/control-run.ts",
    guard: "if (await ports.reads.hasSignal(runId, id)) return null;",
    instead: "",
    tests: ["tests/integration/engine/control.test.ts"],
  },
  {
    name: "a retry or rewind that is sent again counts once",
    file: "lib/operations/control-run.ts",
    guard: "return requestId !== undefined && ports.reads.hasRequest(runId, requestId);",
    instead: "return false;",
    tests: ["tests/integration/engine/control.test.ts", "tests/integration/crash/control.test.ts"],
  },
  {
    name: "completed and canceled are final",
    file: TRANSITION,
    guard:
      'case "run.canceled":\n      return run.status === "completed" || run.status === "canceled" ? status : null;',
    instead: 'case "run.canceled":\n      return null;',
    tests: ENGINE,
  },
  {
    name: "once-record: what once did is recorded under the lease",
    file: "lib/store/journal.ts",
    guard: "and lease_epoch = $3 and status = 'running' for share",
    instead: "and $3::int is not null for share",
    tests: ["tests/integration/store/memory.test.ts", "tests/integration/engine/code.test.ts"],
  },
  {
    name: "once-record: what once did first is what counts",
    file: "lib/store/journal.ts",
    guard: "on conflict (run_id, seq, key) do nothing",
    instead: "on conflict (run_id, seq, key) do update set value = excluded.value",
    tests: ["tests/integration/store/memory.test.ts", "tests/integration/engine/code.test.ts"],
  },
  {
    name: "answers that are held come before anything else",
    file: TRANSITION,
    guard: "program && isBehind(snapshot, event) ? HELD : outdated(snapshot, event)",
    instead: "outdated(snapshot, event)",
    tests: ENGINE,
  },
  {
    name: "a visit that kills process after process is given up",
    file: "lib/engine/lease.ts",
    guard: "if (change.run.takeovers > MAX_TAKEOVERS) {",
    instead: "if (false) {",
    tests: ENGINE,
  },
  {
    name: "a request under one key is worked on once",
    file: "lib/store/idempotency.ts",
    guard: "k.locked_until < now() and ",
    instead: "",
    tests: ["tests/integration/rest/idempotency.test.ts"],
  },
  {
    name: "a request that stood still does not replace what its repeat was answered",
    file: "lib/store/idempotency.ts",
    guard: "and k.principal = x.principal and k.path = x.path and k.key = x.key and k.status is null",
    instead: "and k.principal = x.principal and k.path = x.path and k.key = x.key",
    tests: ["tests/integration/store/idempotency.test.ts"],
  },
  {
    name: "a database that goes without a word is given up",
    file: "lib/store/database.ts",
    guard: "    query_timeout: silenceMs,\n",
    instead: "",
    tests: ["tests/integration/store/silence.test.ts"],
  },
  {
    name: "what is due only now does not go past what was left for want of a place",
    file: "lib/worker/runner.ts",
    guard: " || (this.behind && !waited)",
    instead: "",
    tests: ["tests/unit/worker/fairness.test.ts"],
  },
  {
    name: "only participants see a run that is for them",
    file: "lib/operations/may-see.ts",
    guard: "if (visibility && !isAmong(run.asked)) return null;",
    instead: "",
    tests: ["tests/integration/seeing"],
  },
  {
    name: "what a form hides is seen by those it lets through",
    file: "lib/operations/may-see.ts",
    guard: "const hiding = curtains.filter(({ asked }) => !isAmong(asked));",
    instead: "const hiding: Curtain[] = [];",
    tests: ["tests/integration/seeing", "tests/unit/engine/curtains.test.ts"],
  },
  {
    name: "lists of runs leave out what only participants see",
    file: "lib/store/run-lists.ts",
    guard: 'seesRun("r", caller),\n',
    instead: '"(true or " + seesRun("r", caller) + ")",\n',
    tests: ["tests/integration/seeing"],
  },
  {
    name: "lists of reviews leave out what only participants see",
    file: "lib/store/visible.ts",
    guard: ".visibility is null or ",
    instead: ".visibility is null or true or ",
    tests: ["tests/integration/seeing", "tests/integration/store/review-lists.test.ts"],
  },
  {
    name: "lists of a run leave out what is behind a curtain",
    file: "lib/store/history.ts",
    guard: 'const SEEN_EVENT = seen("e.value", "$4");',
    instead: 'const SEEN_EVENT = "$4::int4multirange is not null";',
    tests: ["tests/integration/seeing"],
  },
  {
    name: "who may not answer a review learns nothing of it",
    file: "lib/operations/decide-review.ts",
    guard: 'if (!found || !mayAnswer(by, found.review)) throw notFound("review");',
    instead: 'if (!found) throw notFound("review");',
    tests: ["tests/integration/rest/tenants.test.ts"],
  },
];
