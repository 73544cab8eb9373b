import { usage } from "@/cli/failure";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Anything else is nobody's id, and must not become a part of an address. */
function checked(id: string): string {
  if (!ID.test(id)) throw usage(`"${id}" is not an id. \`holdpoint list\` shows those of reviews and runs.`);
  return id;
}

export const runPath = (id: string, part = "") => `/api/v1/runs/${checked(id)}${part}`;

export const reviewPath = (id: string, part = "") => `/api/v1/reviews/${checked(id)}${part}`;
