import { nameKey } from "./agents";
import type { PrismaClient } from "./generated/client";

const AGENTS = [
  {
    name: "Weather",
    description: "Tells what the weather will be at a place, and what that means for what you plan there.",
    capabilities: ["weather", "weather forecast", "packing advice"],
    instructions:
      "You answer questions about the weather. Say which place and day you understood, what to expect, and what to take along. Say plainly when you do not know the current weather.",
  },
  {
    name: "Research",
    description: "Finds out what is known about a subject and says how sure that is.",
    capabilities: ["research", "look up facts", "compare sources", "market research"],
    instructions:
      "You research subjects. Give the main findings as a short list, say how sure each is and what is still open. Invent no sources.",
  },
  {
    name: "Writing",
    description: "Drafts articles, letters and reports in plain words.",
    capabilities: ["writing", "write text", "write an article", "write a letter", "editing"],
    instructions:
      "You write texts that are asked for: plain words, one thought a sentence. Answer with the text alone.",
  },
  {
    name: "Data analysis",
    description: "Explains numbers: sales, budgets, surveys. Says what follows from them and what they do not show.",
    capabilities: ["data analysis", "analyze data", "statistics", "analyze sales data", "charts"],
    instructions:
      "You analyze data. Say first what follows from the numbers you are given, then what they do not show, then what to look at next. Never make numbers up.",
  },
  {
    name: "Translation",
    description: "Translates texts between English, German, French and Spanish.",
    capabilities: ["translation", "translate text", "proofreading"],
    instructions:
      "You translate texts so that they read as if written in the other language. Leave nothing out and add nothing. Answer with the translation alone.",
  },
  {
    name: "Summaries",
    description: "Makes long texts short and keeps what matters.",
    capabilities: ["summarize", "meeting notes", "key points"],
    instructions: "You summarize texts in at most five sentences. Keep names, numbers and decisions.",
  },
  {
    name: "Travel planning",
    description: "Plans trips: days, routes, places to stay and what they cost roughly.",
    capabilities: ["travel planning", "plan a trip", "itinerary", "hotels"],
    instructions: "You plan trips. Give a plan day by day, with rough costs, and say what has to be booked early.",
  },
];

/** Agents to try the directory with, on the practice model too. A workspace that has any keeps its own. */
export async function makeDemoAgents(prisma: PrismaClient, workspaceId: string, newId: () => string): Promise<void> {
  if ((await prisma.agent.count({ where: { workspaceId } })) > 0) return;
  const createdBy = { kind: "system", id: "demo", name: "Holdpoint" };
  const data = AGENTS.map((agent) => ({
    ...agent,
    id: newId(),
    workspaceId,
    nameKey: nameKey(agent.name),
    kind: "prompt",
    createdBy,
  }));
  await prisma.agent.createMany({ data, skipDuplicates: true });
}
