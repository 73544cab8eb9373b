import { describe, expect, test } from "vitest";
import { type Candidate, NOISE, rankAgents } from "@/lib/operations/rank-agents";
import type { AgentView } from "@/lib/views/agents";

const stems = (text: string) => text.toLowerCase().match(/\w+/g) ?? [];

function candidate(
  name: string,
  capabilities: string[],
  description = "",
  health: AgentView["health"] = null,
): Candidate {
  const agent = { name, capabilities, description, health } as AgentView;
  const terms = { name: stems(name), capabilities: capabilities.map(stems), description: stems(description) };
  return { agent, terms };
}

const asked = (text: string, ...capabilities: string[]) => ({
  terms: stems(text).filter((term) => !NOISE.includes(term)),
  capabilities: capabilities.map(stems),
});

const weather = candidate("Weather", ["weather", "weather forecast"], "Tells what the weather will be.");
const travel = candidate("Travel", ["plan a trip"], "Plans trips, with the weather in mind.");
const numbers = candidate("Numbers", ["statistics"], "Counts.");

describe("agents are ranked", () => {
  test("by capability first, then by words, and those with nothing in common are left out", () => {
    const found = rankAgents(asked("find me a weather agent"), [numbers, travel, weather]);
    expect(found.map(({ agent }) => agent.name)).toEqual(["Weather", "Travel"]);
    expect(found[0]?.score).toBeGreaterThan(0.7);
    expect(found[1]?.score).toBeLessThan(0.5);
  });

  test("with reasons that name what was found where", () => {
    const [first, second] = rankAgents(asked("weather"), [weather, travel]);
    expect(first?.reasons).toEqual(['It offers "weather" and "weather forecast".', 'Its name says "weather".']);
    expect(second?.reasons).toEqual(['Its description mentions "weather".']);
  });

  test("capabilities that are named count more than words", () => {
    const found = rankAgents(asked("weather", "plan trip"), [weather, travel]);
    expect(found.map(({ agent }) => agent.name)).toEqual(["Travel", "Weather"]);
  });

  test("one whose last check failed comes after one that works", () => {
    const ill = { ok: false, message: "Gone.", checkedAt: "" };
    const [first, second] = rankAgents(asked("weather"), [candidate("A weather", ["weather"], "", ill), weather]);
    expect(first?.agent.name).toBe("Weather");
    expect(second?.reasons).toContain("Its last check failed.");
  });

  test("and a score is never above 1, however much fits", () => {
    const all = rankAgents(asked("weather forecast", "weather", "weather forecast"), [weather]);
    expect(all[0]?.score).toBeLessThanOrEqual(1);
    expect(rankAgents(asked("agent"), [weather])).toEqual([]);
  });
});
