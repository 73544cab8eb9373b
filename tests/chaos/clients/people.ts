import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { PostgresPair } from "../postgres/pair";
import type { Person } from "./ledger";

const ADD_TOKEN = `
  insert into api_tokens (id, workspace_id, user_id, name, prefix, hash)
  select $1, m.workspace_id, u.id, 'Chaos', 'hp_cha', $2
  from users u join memberships m on m.user_id = u.id where u.email = $3 returning user_id as id`;

/** Two of the demo's people, each with a token. The product must have been started once. */
export function addPeople(pair: PostgresPair): Promise<Person[]> {
  return Promise.all(
    ["Dana", "Ana"].map(async (name) => {
      const token = `hp_${randomBytes(24).toString("hex")}`;
      const hash = createHash("sha256").update(token).digest("hex");
      const email = `${name.toLowerCase()}@example.com`;
      const [user] = await pair.query<{ id: string }>(ADD_TOKEN, [randomUUID(), hash, email]);
      if (!user) throw new Error(`There is no ${name}.`);
      return { id: user.id, name, token };
    }),
  );
}
