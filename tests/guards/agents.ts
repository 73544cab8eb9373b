import type { Guard } from "./guard";

const SLOTS = "lib/worker/slots.ts";
const HOPS = "lib/protocols/a2a/hops-extension.ts";

/** What keeps agents elsewhere from starving others and from leading in circles. */
export const AGENTS: Guard[] = [
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
];
