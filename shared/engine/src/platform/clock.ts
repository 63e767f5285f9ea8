/** The source of "now". Everything that decides by time takes one of these, or a time. */
export interface Clock {
  now(): Date;
}

/** The clock of this process. */
export const systemClock: Clock = { now: () => new Date() };
