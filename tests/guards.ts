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
const SLOTS = "lib/worker/slots.ts";
const HOPS = "lib/protocols/a2a/hops-extension.ts";

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
    file: SLOTS,
    guard: "(!waited && (left.any || (agent && left.agents)))",
    instead: "false",
    tests: ["tests/unit/worker/fairness.test.ts"],
  },
  {
    name: "slots: agent steps that are left hold up newer agent steps",
    file: SLOTS,
    guard: "(agent && left.agents)",
    instead: "false",
    tests: ["tests/unit/worker/fairness.test.ts"],
  },
  {
    name: "slots: agent steps that are left hold up nothing else",
    file: SLOTS,
    guard: "if (!agent || room.all <= 0) left.any = true;",
    instead: "left.any = true;",
    tests: ["tests/unit/worker/fairness.test.ts"],
  },
  {
    name: "slots: agent steps take at most half of them",
    file: SLOTS,
    guard: "Math.max(Math.floor(concurrency / 2), 1)",
    instead: "concurrency",
    tests: ["tests/unit/worker/fairness.test.ts"],
  },
  {
    name: "slots: a sweep goes past agent steps that have none",
    file: "lib/store/leases.ts",
    guard: "where case when agent then agents <= $3 else others <= $4 end",
    instead: "where $3::int >= 0 and $4::int >= 0",
    tests: ["tests/integration/store/due-runs.test.ts"],
  },
  {
    name: "hops: a message that came through eight agents is refused",
    file: HOPS,
    guard: "if (hops < MOST_HOPS) return hops;",
    instead: "return hops;",
    tests: ["tests/unit/protocols"],
  },
  {
    name: "hops: what is no count of agents is refused",
    file: HOPS,
    guard: 'typeof hops !== "number" || !Number.isInteger(hops) || hops < 0',
    instead: 'typeof hops !== "number"',
    tests: ["tests/unit/protocols"],
  },
  {
    name: "hops: a message that is sent on says one more",
    file: "lib/effects/a2a-conversation.ts",
    guard: "(this.request.snapshot.run.startedBy.hops ?? 0) + 1",
    instead: "1",
    tests: ["tests/integration/engine/agent.test.ts"],
  },
  {
    name: "hops: a fork came as far as its run",
    file: "lib/operations/fork-run.ts",
    guard: "starterOf(by, run.startedBy.hops)",
    instead: "starterOf(by)",
    tests: ["tests/integration/engine/agent.test.ts"],
  },
  {
    name: "own address: its name is refused as an agent's",
    file: "lib/effects/address-guard.ts",
    guard: "if (own && !isListed && written(webPlace(new URL(own.url))) === written(place)) throw leadsBack(place);",
    instead: "",
    tests: ["tests/unit/effects"],
  },
  {
    name: "own address: where it listens is refused as an agent's",
    file: "lib/effects/address-guard.ts",
    guard: "if (own && (await isListener(own, found, place.port, addressesOf))) throw leadsBack(place);",
    instead: "",
    tests: ["tests/unit/effects"],
  },
  {
    name: "own address: the directory does not take it",
    file: "lib/operations/agents.ts",
    guard: "await checkAddress(agents, entry.cardUrl);",
    instead: "",
    tests: ["tests/integration/rest/agents.test.ts"],
  },
  {
    name: "who may not answer a review learns nothing of it",
    file: "lib/operations/decide-review.ts",
    guard: 'if (!found || !mayAnswer(by, found.review)) throw notFound("review");',
    instead: 'if (!found) throw notFound("review");',
    tests: ["tests/integration/rest/tenants.test.ts"],
  },
];
