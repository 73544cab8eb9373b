import { readdir } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Handler, Params } from "@/lib/http/route";

type Handlers = Partial<Record<string, Handler>>;

interface Route {
  /** Parts of its path; `[id]` stands for any. */
  parts: string[];
  handlers: Handlers;
}

/** What answers a request, and the named parts of its path. */
interface Match {
  handler: Handler;
  params: Params;
}

/**
 * The route handlers in `folder` of the App Router's `app`, by method and path. Null for what is not among them: that is
 * Next's, also where a path is written in an unusual way (`//`, `/` at its end, `%`).
 */
export async function loadRoutes(app: string, folder: string): Promise<(method: string, path: string) => Match | null> {
  const files = await readdir(join(app, folder), { recursive: true });
  const routes = await Promise.all(
    files.filter((file) => /(^|[\\/])route\.mjs$/.test(file)).map((file) => loadRoute(app, join(folder, file))),
  );
  // A name goes before a placeholder.
  routes.sort((a, b) => placeholders(a) - placeholders(b));
  return (method, path) => {
    const parts = path.split("/").slice(1);
    for (const route of routes) {
      if (!fits(route, parts)) continue;
      const handler = Object.hasOwn(route.handlers, method) ? route.handlers[method] : undefined;
      return handler ? { handler, params: paramsOf(route, parts) } : null;
    }
    return null;
  };
}

async function loadRoute(app: string, file: string): Promise<Route> {
  const handlers: Handlers = await import(pathToFileURL(join(app, file)).href);
  return { parts: dirname(file).split(sep), handlers };
}

const isPlaceholder = (part: string) => part.startsWith("[");
const placeholders = ({ parts }: Route) => parts.filter(isPlaceholder).length;

const fits = (route: Route, parts: string[]) =>
  route.parts.length === parts.length &&
  route.parts.every((part, at) => part === parts[at] || (isPlaceholder(part) && /^[^%]+$/.test(parts[at] ?? "")));

const paramsOf = (route: Route, parts: string[]): Params =>
  Object.fromEntries(route.parts.flatMap((part, at) => (isPlaceholder(part) ? [[part.slice(1, -1), parts[at]]] : [])));
