import type { Choices } from "./choices";
import { Clients } from "./clients";
import type { SimProcess } from "./sim-process";
import { LEASE_MS } from "./sim-process";
import { Universe } from "./universe";
import { RELEASES } from "./workflows";

/** After the faults everything has to come to rest within this. */
const REST_MS = 30_000;
const PAUSE_MS = 2_500;
/** Deadlines come then, too; what one at the last moment sets going has this long. */
const LAST_MS = 10_000;
const MAX_GATES = 20_000;

export interface Outcome {
  violations: string[];
  /** What happened, a line each. */
  history: string[];
  choices: number[];
  runs: number;
}

/** One history: so many happenings, chosen one by one, then quiet. */
export async function simulate(choices: Choices): Promise<Outcome> {
  const simulation = new Simulation(choices);
  await simulation.play();
  const { universe, history } = simulation;
  return {
    violations: universe.invariants.violations,
    history,
    choices: choices.made,
    runs: universe.store.allRows().length,
  };
}

class Simulation {
  readonly history: string[] = [];
  readonly universe: Universe;
  private readonly clients: Clients;
  private release: keyof typeof RELEASES = "first";

  constructor(private readonly choices: Choices) {
    this.universe = new Universe(choices);
    this.clients = new Clients(this.universe, choices);
  }

  async play(): Promise<void> {
    const { universe, choices } = this;
    const length = choices.pick(250);
    for (let processes = 1 + choices.pick(3); processes > 0; processes--) universe.launch(RELEASES.first);
    this.clients.start();
    for (let happened = 0; happened < length && !this.isBroken; happened++) await this.happen();
    if (!this.isBroken) await this.rest();
    if (!this.isBroken) universe.invariants.checkRest();
  }

  private get isBroken(): boolean {
    return this.universe.invariants.violations.length > 0;
  }

  private async happen(): Promise<void> {
    const what = this.choices.weighted({
      ...{ call: 60, answer: 8, sweep: 8, start: 3, time: 4, renew: 2, signal: 3, control: 3, repeat: 3 },
      ...{ loseReply: 2, loseRequest: 1, freeze: 1, thaw: 2, kill: 1, launch: 2, deploy: 1 },
    });
    this.history.push(what);
    await this[what]();
    await this.universe.settle();
    this.universe.invariants.checkAcknowledged();
  }

  private async call(): Promise<void> {
    const gate = this.gate();
    if (gate) await gate.open();
    else this.sweep();
  }

  private async loseReply(): Promise<void> {
    await this.gate()?.loseReply();
  }

  private async loseRequest(): Promise<void> {
    this.gate()?.loseRequest();
  }

  private gate() {
    const { gates, running } = this.universe;
    const frozen = running.filter((process) => process.frozen).map(({ owner }) => owner);
    const gate = this.choices.of(gates.all.filter(({ owner }) => !frozen.includes(owner)));
    if (!gate) return undefined;
    this.note(`${gate.owner} ${gate.what}`);
    return gates.take(gate);
  }

  private async answer() {
    this.clients.answer();
  }

  private async start() {
    this.clients.start();
  }

  private async signal() {
    this.clients.signal();
  }

  private async control() {
    this.clients.control();
  }

  private async repeat() {
    this.clients.repeat();
  }

  private sweep(): void {
    this.process()?.sweep();
  }

  private renew(): void {
    const process = this.process();
    void process?.worker.announce();
    void process?.worker.renew();
  }

  private time(): void {
    const { clock } = this.universe;
    const spans = [100, 1_500, 5_000, LEASE_MS + 1_000, 50_000, 100_000];
    const ms = this.choices.of(spans) ?? 0;
    this.note(`${ms} ms`);
    clock.moveTo(new Date(clock.now.getTime() + ms));
  }

  private freeze(): void {
    const process = this.process();
    if (process) process.frozen = true;
  }

  private thaw(): void {
    const process = this.choices.of(this.universe.running.filter(({ frozen }) => frozen));
    if (process) process.frozen = false;
  }

  private kill(): void {
    const process = this.choices.of(this.universe.running);
    if (process) this.universe.kill(process);
  }

  private launch(): void {
    if (this.universe.running.length < 4) this.universe.launch(RELEASES[this.release]);
  }

  /** From now on processes start with other code; in a rolling deploy both are there for a while. */
  private deploy(): void {
    this.release = this.choices.weighted({ first: 1, both: 2, second: 3 });
    this.note(this.release);
  }

  private process(): SimProcess | undefined {
    const process = this.choices.of(this.universe.running.filter(({ frozen }) => !frozen));
    if (process) this.note(process.owner);
    return process;
  }

  private note(what: string): void {
    this.history[this.history.length - 1] += ` ${what}`;
  }

  /** The faults are over: every call arrives, everybody is there, and time passes. */
  private async rest(): Promise<void> {
    const { universe } = this;
    this.history.push("rest");
    for (const process of universe.running) process.frozen = false;
    universe.launch(RELEASES.both);
    for (let passed = 0; passed <= REST_MS + LAST_MS && !this.isBroken; passed += PAUSE_MS) {
      await this.drain();
      if (passed > REST_MS && universe.invariants.unrest().length === 0) return;
      universe.clock.moveTo(new Date(universe.clock.now.getTime() + PAUSE_MS));
    }
  }

  private async drain(): Promise<void> {
    const { universe } = this;
    for (const process of universe.running) {
      process.sweep();
      void process.worker.renew();
    }
    await universe.settle();
    for (let opened = 0; universe.gates.all.length > 0; opened++) {
      const [gate] = universe.gates.all;
      if (!gate || this.isBroken) return;
      if (opened > MAX_GATES) return universe.invariants.broken("The processes never come to rest.");
      await universe.gates.take(gate).open();
      await universe.settle();
    }
  }
}
