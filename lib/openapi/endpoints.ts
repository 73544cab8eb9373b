import { agents } from "@/lib/features/agents/contract";
import type { Contract, Endpoint } from "@/lib/features/endpoint";
import { files } from "@/lib/features/files/contract";
import { health } from "@/lib/features/health/contract";
import { people } from "@/lib/features/people/contract";
import { reviews } from "@/lib/features/reviews/contract";
import { runs } from "@/lib/features/runs/contract";
import { schedules } from "@/lib/features/schedules/contract";
import { threads } from "@/lib/features/threads/contract";
import { workflows } from "@/lib/features/workflows/contract";
import { chatContract } from "@/lib/protocols/chat/contract";
import { processContract } from "@/lib/protocols/process/contract";
import { startWorkflowContract } from "@/lib/protocols/start-workflow/contract";

const endpointsOf = (contracts: Contract[]): Endpoint[] => contracts.flatMap((contract) => Object.values(contract));

export const restEndpoints = endpointsOf([workflows, runs, reviews, threads, people, files, schedules, agents, health]);

/** Their refusals are `{"error"}`. */
export const dialectEndpoints = endpointsOf([processContract, chatContract, startWorkflowContract]);
