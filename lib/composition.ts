import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { v7 as newId } from "uuid";
import { codeThreads } from "@/lib/code/code-threads";
import { cancelKind } from "@/lib/deliveries/cancel";
import { checkKind } from "@/lib/deliveries/check";
import { Deliveries } from "@/lib/deliveries/deliveries";
import { mailKind } from "@/lib/deliveries/mail";
import { PushKind } from "@/lib/deliveries/push";
import { a2aConnect } from "@/lib/effects/a2a-client";
import type { SendRequest } from "@/lib/effects/a2a-fetch";
import { addressGuard } from "@/lib/effects/address-guard";
import { agentCheck } from "@/lib/effects/agent-check";
import { sendRequest } from "@/lib/effects/http-request";
import { outerName } from "@/lib/engine/definition/branches";
import type { Env } from "@/lib/env";
import { s3FileStore } from "@/lib/files/s3-file-store";
import type { Holdpoint } from "@/lib/holdpoint";
import { Hub } from "@/lib/live/hub";
import { Standings } from "@/lib/live/standing";
import { textWriter } from "@/lib/live/text-writer";
import { loadAssistants } from "@/lib/llm/assistants";
import { connectModel, type ModelConnection } from "@/lib/llm/connect";
import { threadModel } from "@/lib/llm/thread-model";
import { PRACTICE_MODEL } from "@/lib/messages/made-by";
import { sendSignInLink } from "@/lib/notifications/sign-in-link";
import { smtpPost } from "@/lib/notifications/smtp";
import { createOperations } from "@/lib/operations";
import type { AgentsPort } from "@/lib/operations/agent-ports";
import { makeDueChecks, searchAgents } from "@/lib/operations/agents";
import type { FilesPort } from "@/lib/operations/file-ports";
import { readFileOfRun, removeUnusedFiles } from "@/lib/operations/files";
import { presentWorkflow } from "@/lib/operations/list-workflows";
import type { DirectoryPorts, SchedulingPorts } from "@/lib/operations/ports";
import { removeEndedRuns } from "@/lib/operations/remove-ended-runs";
import { RunMemory } from "@/lib/operations/run-memory";
import { createTasks } from "@/lib/operations/tasks";
import * as store from "@/lib/store";
import { isId } from "@/lib/words/ids";
import { cleaner } from "@/lib/worker/cleaner";
import { persist } from "@/lib/worker/persist";
import { Runner } from "@/lib/worker/runner";
import { Scheduler } from "@/lib/worker/scheduler";
import { Worker } from "@/lib/worker/worker";
import { createPrograms, type Programs } from "@/lib/workflow/programs";
import { loadRegistry } from "@/lib/workflow/registry";
import { armFailpoint, failpoint } from "./failpoints";

interface Options {
  env: Env;
  databaseUrl: string;
  /** Signs sessions. */
  secret: string;
  log(line: string): void;
  /** Other workflows than those of `workflows/`, for tests. */
  programs?: Programs;
}

const ROOT = join(import.meta.dirname, "..");

/** Wires everything. The only file that knows which store, model and worker the operations get. */
export async function createHoldpoint({ env, databaseUrl, secret, log, ...given }: Options): Promise<Holdpoint> {
  if (env.failpoint !== null) armFailpoint(Number(env.failpoint));
  const works = env.role !== "web";
  const owner = `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
  const leaseMs = env.leaseSeconds * 1_000;
  const programs = given.programs ?? createPrograms(await loadRegistry(env.workflowsDirs));
  const assistants = await loadAssistants(join(ROOT, "assistants"));
  const { pool, door, prisma, close } = store.openDatabase(databaseUrl, env.poolSize);
  const texts = store.liveTexts(pool);
  const journal = store.journalStore(pool);
  const model = connectModel(env.model) ?? practiceModel(env.model.practiceSpeed);
  const code = codeThreads();
  const reachable = { allowed: env.allowedAddresses, ownDatabase: databaseUrl };
  const guard = addressGuard(reachable);
  const send: SendRequest = (request, limits) => sendRequest(request, { ...limits, guard });
  // An agent that is ourselves would hand work round in circles; other requests may come back here.
  const agentGuard = addressGuard({ ...reachable, own: env });
  const connect = a2aConnect({
    send: (request, limits) => sendRequest(request, { ...limits, guard: agentGuard }),
    secrets: env.agentSecrets,
  });
  const asking = { model: model.client, defaultModel: model.name, assistants };

  const post = env.mail.smtp && smtpPost(env.mail.smtp, Math.min(leaseMs, 20_000));
  // Without a mail server the demo keeps its mails in an outbox.
  const withMail = post !== null || env.demo;

  const hub = new Hub(
    () => works && void worker.sweep(),
    (runId) => push.runChanged(runId),
  );
  // Without room its leases are left free, for processes that work.
  const concurrency = works ? env.concurrency : 0;
  const runner = new Runner({ owner, concurrency, log, onText: textWriter(hub, texts) });
  const feed = hub.feed();
  const standing = new Standings({ ...store.standing(door), log });
  const files: FilesPort = {
    rows: store.fileRows(pool),
    stores: { postgres: store.postgresFileStore(pool), ...(env.s3 && { s3: s3FileStore(env.s3) }) },
    current: env.s3 ? "s3" : "postgres",
  };
  const remoteTasks = store.remoteTasks(pool);
  const agents: AgentsPort = {
    rows: store.agentRows(pool, prisma),
    assistants: [...assistants.keys()],
    refusesAddress: (url) => agentGuard.leadsBack(new URL(url)),
    check: agentCheck({ ...asking, connect }),
  };
  const memory = new RunMemory();
  const clock = new store.DatabaseClock(door);
  store.onLostConnection(door, () => memory.clear());
  const ports: SchedulingPorts & DirectoryPorts = {
    memory,
    door: store.doorStore(door, { leaseMs, notifyAfterMs: withMail ? env.mail.delaySeconds * 1_000 : null }, clock),
    reads: store.readStore({ pool, prisma }, texts),
    chat: { threads: store.threadStore(prisma), workflow: env.chatWorkflow },
    files,
    agents,
    programs,
    processes: store.processStore(pool),
    schedules: store.scheduleStore(pool),
    effects: runner,
    announcer: hub,
    listenToRun: feed.onRun,
    watchCaller: (by) => standing.watch(by),
    newId,
  };
  runner.wire(ports, {
    ...asking,
    modelTimeoutMs: env.model.timeoutSeconds * 1_000,
    commentsOf: (runId) => store.commentsOf(prisma, runId),
    sendRequest: send,
    code,
    agents: {
      find: async (workspaceId, asked) =>
        (isId(asked) ? await agents.rows.get(workspaceId, asked.toLowerCase()) : null) ??
        (await agents.rows.named(workspaceId, asked)),
      search: (workspaceId, query) => searchAgents(agents.rows, workspaceId, query),
      connect,
      noteTask: (effect, place, taskId) => remoteTasks.note(effect, place, taskId),
      forgetTask: (effect) => remoteTasks.forget(effect),
    },
    readFile: (rootRunId, fileId) => readFileOfRun(files, rootRunId, fileId),
    journal: {
      recall: journal.recall,
      async record(effect, key, value, signal) {
        failpoint("before once");
        const recorded = await persist(signal, () => journal.record(effect, key, value));
        failpoint("after once");
        return recorded;
      },
    },
  });
  const worker = new Worker(ports, runner, store.leaseStore(pool, leaseMs), {
    leaseMs,
    sweepMs: env.sweepSeconds * 1_000,
    log,
  });
  const scheduler = new Scheduler(ports, { sweepMs: env.sweepSeconds * 1_000, log });
  const titles = new Map(programs.code.current().map(({ workflow, title }) => [workflow, title]));
  const cleaning = cleaner(
    [
      () => store.cleanIdempotencyKeys(pool),
      () => texts.clean(),
      () => store.cleanProcesses(pool),
      (signal) =>
        removeEndedRuns(
          { retention: store.retentionStore(pool), registry: programs.code },
          { retentionMs: env.retentionDays === null ? null : env.retentionDays * 86_400_000, log, signal },
        ),
      () => removeUnusedFiles(files),
      () => store.cleanDeliveries(pool),
      async () => (await makeDueChecks(agents)) && deliveries.take(),
      () => store.cleanSignIns(prisma),
    ],
    { everyMs: env.cleanSeconds * 1_000, log },
  );
  const operations = createOperations(ports);
  const pushes = store.pushStore(pool);
  const tasks = createTasks(ports, {
    tasks: store.taskStore(pool),
    pushes,
    refusesAddress: guard.refuses,
    onPush: (runId) => push.wake(runId),
  });
  const identity = store.identity(door, { clock, memory });
  const push = new PushKind({
    ...{ operations, tasks, identity, pushes, sendRequest: send, log },
    onMade: () => void deliveries.take(),
  });
  const patience = 3 * leaseMs;
  const mail = mailKind(post, {
    publicUrl: env.url,
    workflowTitle: (name) => titles.get(outerName(name)) ?? name,
    perHour: env.mail.perHour,
    leaseMs: patience,
    tell: (perHour, limit) => store.tellOfReviews(pool, perHour, limit),
  });
  const kinds = {
    push,
    ...(works && { cancel: cancelKind(remoteTasks, connect, patience), check: checkKind(agents, patience) }),
    ...(works && withMail && { mail }),
  };
  const deliveries = new Deliveries(store.deliveryStore(pool), kinds, { sweepMs: env.sweepSeconds * 1_000, log });
  const wire = store.notifications(databaseUrl, owner, (announcement) => hub.receive(announcement, texts.read));
  hub.connect(wire);

  const { code: installed } = programs;
  const versions = installed.known().flatMap(({ workflow, version }) => installed.find(workflow, version) ?? []);
  await store.orderRestored(pool);
  await store.saveWorkflowVersions(prisma, versions.map(presentWorkflow));
  const demo = env.demo && env.role !== "worker" ? await store.makeDemo(prisma, env.demoToken) : null;
  // What a worker is told of signing in decides nothing: nobody signs in there.
  if (!env.demo && env.role !== "worker" && (await store.endDemo(prisma))) log(DEMO_ENDED);
  if (!env.demo) await makeMembers(prisma, env.signIn.admins, log);
  const health = { started: false };

  return {
    operations,
    tasks,
    live: feed,
    idempotency: store.idempotency(door, newId),
    identity,
    standing,
    demo,
    signIn: {
      ...env.signIn,
      ...store.signInStore(prisma, env.signIn),
      sendLink: (to) => {
        if (post) void sendSignInLink(post, to, log);
      },
    },
    outbox: env.demo && !post ? store.outbox(pool) : null,
    accounts: store.accounts(prisma),
    settings: {
      publicUrl: env.url,
      secret,
      rateLimit: env.rateLimit,
      agentWorkflow: env.agentWorkflow ?? programs.code.newest(env.chatWorkflow)?.workflow ?? null,
      assistants: [...assistants.keys()].sort(),
    },
    async health() {
      const database = await pool.query("select 1").then(
        () => true,
        () => false,
      );
      const { started } = health;
      const working = works && started && worker.healthy;
      return { ok: database && started && working === works, web: env.role !== "worker", worker: working, database };
    },
    async start() {
      if (works) {
        await worker.start();
        await scheduler.start();
        cleaning.start();
        deliveries.start();
      }
      health.started = true;
    },
    async stop() {
      health.started = false;
      await cleaning.stop();
      await scheduler.stop();
      await deliveries.stop();
      // A process that delivers nothing sends links to sign in by it.
      post?.close();
      await worker.stop();
      await code.close();
      hub.close();
      standing.close();
      await wire.close();
      await model.close();
      await close();
    },
  };
}

/** Writes where no model server is set up: a program that nobody else knows, and that only speaks their protocol. */
function practiceModel(wordsPerSecond: number): ModelConnection {
  const file = join(ROOT, "tools/practice-model/thread.mjs");
  return { name: PRACTICE_MODEL, ...threadModel({ file, settings: { model: PRACTICE_MODEL, wordsPerSecond } }) };
}

const DEMO_ENDED =
  "This was a demo: its people can't sign in any more and its API tokens are revoked. What they did keeps their names.";

async function makeMembers(
  prisma: store.Database["prisma"],
  admins: string[],
  log: (line: string) => void,
): Promise<void> {
  await store.makeAdmins(prisma, admins);
  if (await store.hasMembers(prisma)) return;
  log("Nobody can sign in yet: set HOLDPOINT_ADMINS to your e-mail address, and start again.");
}
