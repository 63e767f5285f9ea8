/** Where "now" comes from. Everything that decides by time is handed one of these, or a time itself. */
export interface Clock {
  now(): Date;
}

/** The clock of this process. */
export const systemClock: Clock = { now: () => new Date() };
