import { agents } from "@/lib/features/agents/contract";
import { files } from "@/lib/features/files/contract";
import { health } from "@/lib/features/health/contract";
import { people } from "@/lib/features/people/contract";
import { reviews } from "@/lib/features/reviews/contract";
import { runs } from "@/lib/features/runs/contract";
import { schedules } from "@/lib/features/schedules/contract";
import { threads } from "@/lib/features/threads/contract";
import { workflows } from "@/lib/features/workflows/contract";
import type { Endpoint } from "@/lib/http/endpoint";

const contracts = [workflows, runs, reviews, threads, people, files, schedules, agents, health];

export const restEndpoints: Endpoint[] = contracts.flatMap((contract) => Object.values<Endpoint>(contract));
