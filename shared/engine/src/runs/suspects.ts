import type { RunDocument } from '../database/documents.ts';

/**
 * A run that was under way in this many processes as they died is a suspect: it is carried out in quarantine, and
 * never goes into the queue. One death says little, because everything that was under way shares it.
 */
export const SUSPECT_CRASHES = 2;

/** A suspect whose own process in quarantine has died this many times is stopped for good. */
export const POISON_DEATHS = 3;

/** The code of an attempt that nobody ended: its worker was lost, and when it stopped is not known. */
export const LEASE_ENDED = 'LEASE';

export const isSuspect = ({ crashCount }: Pick<RunDocument, 'crashCount'>): boolean =>
  crashCount >= SUSPECT_CRASHES;
