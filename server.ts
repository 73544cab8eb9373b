import { createServer } from "node:http";
import { join, resolve } from "node:path";
import next from "next";
import { setHoldpoint } from "@/lib/app";
import { createHoldpoint } from "@/lib/composition";
import { type Env, env, passOn, withPort } from "@/lib/env";
import { noteArrival } from "@/lib/http/arrival";
import { healthAnswer } from "@/lib/http/health";
import { restApi } from "@/lib/server/api";
import { chatSockets } from "@/lib/server/chat-sockets";
import { originForm, refusalAtGate } from "@/lib/server/gate";
import { type Listener, listen } from "@/lib/server/listen";
import { isOwnHost, noteOrigin } from "@/lib/server/own-host";
import { sendResponse } from "@/lib/server/send-response";
import { onStopSignal } from "@/lib/server/stop-signal";
import { keptDemoToken, keptSecret, prepareDataFolder } from "@/lib/store/database/data-folder";
import { startEmbeddedPostgres } from "@/lib/store/database/embedded-postgres";
import { migrate } from "@/lib/store/database/migrate";
import { StartError } from "@/lib/store/database/start-error";
import { takeLock } from "@/scripts/lock.mjs";
import { alreadyRuns, listenProblem } from "@/scripts/preflight.mjs";
import { claimBuild } from "@/scripts/prepare/builds.mjs";

const log = (line: string) => console.log(line);

interface ServeOptions {
  /** Folder that this was bundled into, with the route handlers of the REST API in its `app`. */
  serverFolder: string;
  /** Folder of the built pages; null where none are served. */
  pagesFolder: string | null;
  /** Stop when the process that started this one has gone. */
  underNpm: boolean;
}

/** Web, worker and database in one process, or one of the first two, until a signal stops it. */
export async function serve({ underNpm, ...folders }: ServeOptions): Promise<void> {
  /** How to undo what was started, newest last. */
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  const stopping = onStopSignal(stop, underNpm);
  try {
    await start(folders, undo);
  } catch (error) {
    // A start that is cut off fails in some way; the signal decides how the process ends.
    if (stopping()) return;
    await stop();
    throw error;
  }
}

type Folders = Omit<ServeOptions, "underNpm">;

async function start(folders: Folders, undo: (() => unknown)[]): Promise<void> {
  const { serverFolder, pagesFolder } = folders;
  undo.push(claimBuild(serverFolder));
  const asked = env();
  await prepareDataFolder(asked.dataDir);
  const lock = takeLock(join(asked.dataDir, "lock"));
  if (lock.owner) throw new StartError(alreadyRuns(lock.owner, asked.dataDir));
  undo.push(lock.release);
  const listener = await listen(asked.port, asked.host).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(listenProblem(error, asked.port, asked.host));
  });
  undo.push(() => listener.close(0));
  const settings = withPort(asked, listener.port);
  lock.update({ port: listener.port });

  const databaseUrl = settings.databaseUrl ?? (await embedded(settings, undo));
  await migrate(databaseUrl, { log });
  const secret = settings.secret ?? (await keptSecret(settings.dataDir));
  const demo =
    settings.demo && settings.role !== "worker" && settings.demoToken === null
      ? await keptDemoToken(settings.dataDir)
      : null;
  const holdpoint = await createHoldpoint({
    env: demo ? { ...settings, demoToken: demo.token } : settings,
    databaseUrl,
    secret,
    log,
  });
  undo.push(() => holdpoint.stop());
  setHoldpoint(holdpoint);
  if (pagesFolder === null) onlyHealth(listener);
  else undo.push(await pages(listener, settings, secret, { serverFolder, pagesFolder }));
  await holdpoint.start();
  // Requests end first: what they wait for is still there, and streams don't outlast a second.
  const sockets = pagesFolder === null ? null : chatSockets(settings);
  if (sockets) listener.http.on("upgrade", sockets.upgrade);
  undo.push(() => {
    lock.update({ port: listener.port, stopping: true });
    return Promise.all([sockets?.close(), listener.close(1000)]);
  });

  if (demo?.made) log(`API token of the demo's admin (Dana), shown only now: ${demo.token}`);
  log(`Holdpoint is ready: ${settings.url}`);
}

async function embedded(settings: Env, undo: (() => unknown)[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataFolder: settings.dataDir, log });
  undo.push(() => postgres.stop());
  return postgres.url;
}

/** What a worker says of itself; pages and API are at the others. */
function onlyHealth(listener: Listener): void {
  listener.handle((request, response) => {
    if (request.url !== "/api/health") {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
      response.end("This process takes up work; pages and API are at the web processes.\n");
      return;
    }
    void healthAnswer().then(({ status, body, contentType }) => {
      response.writeHead(status, { "Content-Type": contentType });
      response.end(body);
    });
  });
}

/** Lets Next answer; returns how to end it. */
async function pages(
  listener: Listener,
  settings: Env,
  secret: string,
  { serverFolder, pagesFolder }: { serverFolder: string; pagesFolder: string },
) {
  passOn(settings, secret, pagesFolder);
  const released = claimBuild(pagesFolder);
  const app = next({
    dev: false,
    dir: import.meta.dirname,
    hostname: settings.host,
    port: listener.port,
    // Next would take part in upgrades of the server it is given; ours are none of its business.
    httpServer: createServer(),
  });
  const [api] = await Promise.all([restApi(join(resolve(serverFolder), "app")), app.prepare()]);
  const answer = app.getRequestHandler();
  listener.handle((request, response) => {
    if (settings.demo && !isOwnHost(request, settings)) {
      response.writeHead(403, { "Content-Type": "text/plain; charset=utf-8" });
      response.end(`This demo only answers at this machine's own address: open ${settings.url}.\n`);
      return;
    }
    request.url = originForm(request.url ?? "");
    noteOrigin(request, settings);
    noteArrival(request.headers);
    const refusal = refusalAtGate(request);
    const answered = refusal
      ? sendResponse(refusal, request, response)
      : (api(request, response) ?? answer(request, response));
    answered.catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  return async () => {
    await app.close();
    released();
  };
}
