/** Every status a run can have. A terminal status is never left: running again makes a new run. */
export const RUN_STATUSES = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED', 'CANCELED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const TERMINAL_STATUSES = ['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELED'] as const;
export type TerminalStatus = (typeof TERMINAL_STATUSES)[number];

/** The statuses of a run that has not ended: it waits, or it runs. */
export const OPEN_STATUSES = ['PENDING', 'RUNNING'] as const satisfies readonly RunStatus[];

export const isTerminal = (status: RunStatus): status is TerminalStatus =>
  (TERMINAL_STATUSES as readonly string[]).includes(status);

/** Reasons for a status, where the status alone does not explain itself. */
export const RUN_REASONS = [
  'DISABLED',
  'DELETED',
  'SUPERSEDED',
  'OWNER_DISABLED',
  'BY_USER',
  'OVERLAP',
  'MISFIRED',
  'MAX_RUNS',
  'POISON',
  'UNKNOWN_OUTCOME',
  'QUOTA',
] as const;
export type RunReason = (typeof RUN_REASONS)[number];

/** Everything that can begin a run. */
export const RUN_TRIGGERS = ['schedule', 'manual', 'rerun', 'catchup'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** Triggers whose runs record an occurrence of the schedule. */
export const PLANNED_TRIGGERS = ['schedule', 'catchup'] as const satisfies readonly RunTrigger[];

/** A legal change of status. With `notBegun` it is legal only while the effect of the run has not begun. */
export interface RunChange {
  from: RunStatus;
  to: RunStatus;
  reasons?: readonly RunReason[];
  effect: 'any' | 'notBegun';
}

const NOT_WANTED = ['DISABLED', 'DELETED', 'SUPERSEDED', 'OWNER_DISABLED'] as const;

/**
 * All legal changes of a run's status, by the name of what happens. Every write of a status names the change that
 * it makes: its type (which reasons) and its filter (from which status, before or after the effect) come from here.
 */
export const RUN_CHANGES = {
  start: { from: 'PENDING', to: 'RUNNING', effect: 'any' },
  complete: { from: 'RUNNING', to: 'COMPLETED', effect: 'any' },
  fail: { from: 'RUNNING', to: 'FAILED', effect: 'any' },
  exceed: { from: 'RUNNING', to: 'FAILED', reasons: ['QUOTA'], effect: 'any' },
  retry: { from: 'RUNNING', to: 'PENDING', effect: 'any' },
  release: { from: 'RUNNING', to: 'PENDING', effect: 'notBegun' },
  withdraw: { from: 'RUNNING', to: 'CANCELED', reasons: NOT_WANTED, effect: 'notBegun' },
  abort: { from: 'RUNNING', to: 'CANCELED', reasons: [...NOT_WANTED, 'BY_USER'], effect: 'any' },
  refuse: {
    from: 'RUNNING',
    to: 'SKIPPED',
    reasons: ['OVERLAP', 'MISFIRED', 'MAX_RUNS'],
    effect: 'notBegun',
  },
  takeOver: { from: 'RUNNING', to: 'PENDING', effect: 'any' },
  giveUp: { from: 'RUNNING', to: 'FAILED', reasons: ['POISON', 'UNKNOWN_OUTCOME'], effect: 'any' },
  cancel: { from: 'PENDING', to: 'CANCELED', reasons: [...NOT_WANTED, 'BY_USER'], effect: 'any' },
  skip: {
    from: 'PENDING',
    to: 'SKIPPED',
    reasons: ['OVERLAP', 'MISFIRED', 'MAX_RUNS'],
    effect: 'any',
  },
} as const satisfies Record<string, RunChange>;

export type RunChangeName = keyof typeof RUN_CHANGES;

/** The reasons that the table lists for a change; `never` for a change that has none. */
export type ReasonsOf<K extends RunChangeName> = (typeof RUN_CHANGES)[K] extends {
  reasons: readonly (infer R)[];
}
  ? R
  : never;
