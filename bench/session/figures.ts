import type { ContenderName } from "../contenders/contender";
import type { GrowthResult } from "../process/messages";

/** One contender for some seconds. */
export interface SliceFigures {
  /** Cycles a second. */
  rate: number;
  cycles: number;
  /** Milliseconds of each decision. */
  decisions: number[];
  statements: number;
  walBytes: number;
  /** CPU milliseconds of the process that does the work, of Postgres, and of a client beside them; NaN without. */
  cpuMs: number;
  postgresCpuMs: number;
  clientCpuMs: number;
}

export interface LevelFigures {
  atOnce: number;
  contenders: {
    name: ContenderName;
    /** In the order of the rounds, which all contenders share. */
    slices: SliceFigures[];
    /** Database transactions a cycle, over all slices. */
    transactions: number;
  }[];
}

export interface GrowthFigures {
  name: ContenderName;
  rounds: GrowthResult;
}
