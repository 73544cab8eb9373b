import { AgentCard } from "@a2a-js/sdk";
import { authenticate } from "@/lib/http/authenticate";
import { takeTurn } from "@/lib/http/rate-limit";
import { jsonAnswer, respond } from "@/lib/http/respond";
import { answered, type Handler } from "@/lib/http/route";
import { agentCard, extendedCard } from "./card";
import { versionOf } from "./enter";
import { legacyCard } from "./legacy-card";
import { a2aError } from "./refusals";

/** The agent card: what anybody may know, and for who sends a token the skills, too. */
export const cardRoute: Handler = (request) =>
  answered(request, async () => {
    const headers = { Vary: "Authorization, A2A-Version" };
    const card = request.headers.has("authorization") ? await ownCard(request) : agentCard();
    try {
      const legacy = versionOf(request, ["1.0", "0.3"]) === "0.3";
      return respond(jsonAnswer(legacy ? await legacyCard(card) : AgentCard.toJSON(card)), headers);
    } catch (error) {
      return respond(jsonAnswer({ error: a2aError(error).message }, 400), headers);
    }
  });

async function ownCard(request: Parameters<Handler>[0]): Promise<AgentCard> {
  const { principal, key } = await authenticate(request);
  await takeTurn(key);
  return extendedCard(principal);
}
