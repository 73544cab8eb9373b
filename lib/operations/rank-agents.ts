import type { AgentMatch, AgentView } from "@/lib/views/agents";

/** What is searched for, as word stems. */
export interface Asked {
  terms: string[];
  /** Capabilities that were named, each with its stems. */
  capabilities: string[][];
}

/** An agent that has some of the words, with its stems. `capabilities` are in the agent's own order. */
export interface Candidate {
  agent: AgentView;
  terms: { name: string[]; capabilities: string[][]; description: string[] };
}

/** Stems that say that somebody searches, and nothing about what for. */
export const NOISE = ["agent", "assist", "find", "get", "give", "help", "look", "need", "pleas", "use", "want"];

const CAPABILITY = 0.7;
const WORDS = 0.3;
/** Where a word was found counts: a name says more than a sentence in the description. */
const WEIGHTS = { name: 1, capabilities: 0.9, description: 0.6 };
/** A capability counts as offered when at least this share of its words fits. */
const OFFERED = 0.5;
const UNHEALTHY = 0.5;

/** Best first: by capabilities, then by words in name, capabilities and description. Pure. */
export function rankAgents(asked: Asked, candidates: Candidate[]): AgentMatch[] {
  return candidates
    .map((candidate) => match(asked, candidate))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.agent.name.localeCompare(b.agent.name));
}

function match(asked: Asked, { agent, terms }: Candidate): AgentMatch {
  const all = new Set([...asked.terms, ...asked.capabilities.flat()].filter((term) => !NOISE.includes(term)));
  const fits = terms.capabilities.map((own) => shareOf(own, asked, all));
  const capability = asked.capabilities.length > 0 ? offers(asked, terms.capabilities) : Math.max(0, ...fits);
  const words = [...all].map((term) => ({ term, place: placeOf(term, terms) }));
  const found = words.reduce((sum, { place }) => sum + (place ? WEIGHTS[place] : 0), 0);
  const failing = agent.health?.ok === false;
  const score = (CAPABILITY * capability + WORDS * (found / Math.max(1, all.size))) * (failing ? UNHEALTHY : 1);
  const offered = agent.capabilities.filter((_, index) => (fits[index] ?? 0) >= OFFERED);
  const reasons = [
    ...(offered.length > 0 ? [`It offers ${list(offered)}.`] : []),
    ...reasonFrom("name", agent.name, words, "Its name says"),
    ...reasonFrom("description", agent.description, words, "Its description mentions"),
    ...(failing ? ["Its last check failed."] : []),
  ];
  return { agent, score: Math.round(score * 100) / 100, reasons };
}

/** How much of an own capability is asked for. */
function shareOf(own: string[], asked: Asked, all: Set<string>): number {
  if (asked.capabilities.length > 0) return Math.max(...asked.capabilities.map((wanted) => overlap(own, wanted)));
  return own.length === 0 ? 0 : own.filter((term) => all.has(term)).length / own.length;
}

/** The share of what is asked for that is offered. */
function offers(asked: Asked, own: string[][]): number {
  const best = asked.capabilities.map((wanted) => Math.max(0, ...own.map((one) => overlap(one, wanted))));
  return best.reduce((sum, value) => sum + value, 0) / best.length;
}

function overlap(a: string[], b: string[]): number {
  const union = new Set([...a, ...b]).size;
  return union === 0 ? 0 : a.filter((term) => b.includes(term)).length / union;
}

type Place = keyof typeof WEIGHTS;

function placeOf(term: string, { name, capabilities, description }: Candidate["terms"]): Place | null {
  if (name.includes(term)) return "name";
  if (capabilities.some((one) => one.includes(term))) return "capabilities";
  return description.includes(term) ? "description" : null;
}

function reasonFrom(place: Place, text: string, words: { term: string; place: Place | null }[], says: string) {
  const found = words.filter((word) => word.place === place).map(({ term }) => wordOf(text, term));
  return found.length === 0 ? [] : [`${says} ${list([...new Set(found)])}.`];
}

/** The word of a text that has this stem: "analyz" is "analyzes". */
function wordOf(text: string, term: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return (
    words.find((word) => word.startsWith(term)) ?? words.find((word) => word.startsWith(term.slice(0, -1))) ?? term
  );
}

function list(words: string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}
