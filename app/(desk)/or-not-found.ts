import { notFound } from "next/navigation";
import { isHoldpointError } from "@/lib/errors";

/** What does not exist, or may not be seen, has no page. */
export async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isHoldpointError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
