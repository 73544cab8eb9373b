import { headers } from "next/headers";
import { pathHeader } from "@/lib/auth/path-header";

/**
 * The last part of the page's address, decoded once. Next's own `params` are decoded for `generateMetadata` and not for
 * the page, so that `%2541` would be two different names.
 */
export async function lastSegment(): Promise<string> {
  const path = (await headers()).get(pathHeader) ?? "";
  return decodeURIComponent(path.split("?", 1)[0]?.split("/").at(-1) ?? "");
}
