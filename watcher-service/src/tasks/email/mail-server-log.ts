import type { MailServerStanding } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Executor, Outcome } from '../executor.ts';

/** Keeps how the mail server was found by the messages of this process. */
export class MailServerLog {
  readonly #clock: Clock;
  #standing: MailServerStanding = { lastSuccessAt: null, lastErrorAt: null, error: null, failingSince: null };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get standing(): MailServerStanding {
    return this.#standing;
  }

  /** Notes what an attempt found: an answer, or no mail server; an attempt that was stopped has found neither. */
  note({ mailServer, error }: Pick<Outcome, 'mailServer' | 'error'>): void {
    const now = this.#clock.now();
    if (mailServer === 'answered')
      this.#standing = { ...this.#standing, lastSuccessAt: now, failingSince: null };
    if (mailServer === 'failed') {
      const failingSince = this.#standing.failingSince ?? now;
      this.#standing = { ...this.#standing, lastErrorAt: now, error, failingSince };
    }
  }
}

/** Takes how an email has ended. */
export type NoteMail = (outcome: Outcome) => void;

/** Notes of each email how it has ended. */
export const withNotedMail =
  (execute: Executor<'email'>, note: NoteMail): Executor<'email'> =>
  async (task, context) => {
    const outcome = await execute(task, context);
    note(outcome);
    return outcome;
  };
