import { notFound } from "next/navigation";
import { isHoldpointError } from "@/lib/errors";

const ABSENT = ["not_found", "invalid"];

/** What does not exist, may not be seen, or is asked for in an address that somebody made up, has no page. */
export async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isHoldpointError(error) && ABSENT.includes(error.code)) notFound();
    throw error;
  }
}
