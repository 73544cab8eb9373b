import { AGENTS } from "./agents";
import type { Guard } from "./guard";
import { MACHINE } from "./machine";
import { PEOPLE } from "./people";

export type { Guard };

export const GUARDS: Guard[] = [...MACHINE, ...AGENTS, ...PEOPLE];
