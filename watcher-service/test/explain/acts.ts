import { SECOND_MS } from '@punctual/contracts/time';
import type { RunDocument } from '@punctual/engine/database/documents';

/** A rig takes a step each second; what is recorded may differ from what it did by this much. */
export const STEP_MS = SECOND_MS;
export const AHEAD_MS = 2 * SECOND_MS;

export interface Period {
  from: Date;
  to: Date;
}

/** A time in which a run was under way by the records; `lost` if its worker died in it. */
export interface UnderWay {
  from: Date;
  to: Date | null;
  lost: boolean;
}

export type Change = { kind: 'switch' } | { kind: 'edit'; every: string };
export type Act =
  | Change
  | { kind: 'work'; seconds: number }
  | { kind: 'outage'; seconds: number; isKill: boolean; meanwhile: Change | null }
  | { kind: 'crash'; times: number };

/** The job that a rig works on, and for how long each of its runs takes; a deadly one kills its process in quarantine. */
export interface Load {
  jobId: string;
  lengthMs: number;
  isDeadly: boolean;
}

export interface Working {
  run: RunDocument;
  end: number;
  leaseUntil: Date;
}
