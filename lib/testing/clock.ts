export interface Span {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  ms?: number;
}

export function milliseconds({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }: Span): number {
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + ms;
}

/** Time that stands still until somebody moves it. */
export class VirtualClock {
  private time: number;

  constructor(start: Date) {
    this.time = start.getTime();
  }

  get now(): Date {
    return new Date(this.time);
  }

  moveTo(moment: Date): void {
    this.time = Math.max(this.time, moment.getTime());
  }
}
