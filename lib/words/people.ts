/** Who did something. A person's API token acts as that person; the event says through which token. */
export interface Actor {
  kind: "person" | "assistant" | "system";
  id: string;
  name: string;
  /** The model that an assistant wrote with. */
  model?: string;
}

/** Who started a run. */
export interface Starter extends Actor {
  /** How many agents the message that started it came through, from 1; left out where it came through none. */
  hops?: number;
}

export type Role = "author" | "reviewer" | "admin";

/** The signed-in caller of an operation; permissions are decided from this and nothing else. */
export interface Principal {
  userId: string;
  name: string;
  email: string;
  workspaceId: string;
  role: Role;
  teamIds: string[];
  /** Set when the caller came with an API token. */
  tokenId?: string;
  /** Set when the caller came with the cookie of a session. */
  sessionId?: string;
}

/** An assignee of a review; none means any member of the workspace. */
export type Assignee = { kind: "person"; id: string } | { kind: "team"; id: string } | { kind: "role"; id: Role };

/** An assignee in one word, as curtains and indexes have it. */
export const nameOf = ({ kind, id }: Assignee): string => `${kind} ${id}`;

/** All names under which somebody is asked. */
export const namesOf = ({ userId, role, teamIds }: Pick<Principal, "userId" | "role" | "teamIds">): string[] => [
  `person ${userId}`,
  `role ${role}`,
  ...teamIds.map((id) => `team ${id}`),
];
