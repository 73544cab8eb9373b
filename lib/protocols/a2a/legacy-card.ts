import { AgentCard } from "@a2a-js/sdk";
import { LegacyRestTransportHandler } from "@a2a-js/sdk/compat/v0_3/server";
import { type A2ARequestHandler, ServerCallContext } from "@a2a-js/sdk/server";

/** The card as 0.3 has it. The SDK translates cards only on the way of its own older transport. */
export async function legacyCard(card: AgentCard): Promise<object> {
  const handler = { getAuthenticatedExtendedAgentCard: async () => card } as unknown as A2ARequestHandler;
  const translated = await new LegacyRestTransportHandler(handler).getAuthenticatedExtendedAgentCard(
    new ServerCallContext(),
  );
  // Who says no version may well be newer: the interfaces are there for both.
  const { supportedInterfaces } = AgentCard.toJSON(card) as { supportedInterfaces: unknown };
  return { ...translated, supportedInterfaces };
}
