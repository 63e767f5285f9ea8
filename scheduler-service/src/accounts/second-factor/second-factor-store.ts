import type { Id, SecondFactor } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import mongoose from 'mongoose';

/** Stores the second factors of accounts. Each change is one update, guarded by what it was decided on. */
export class SecondFactorStore {
  readonly #models: Models;
  readonly #changes: DomainEvents;

  constructor(models: Models, changes: DomainEvents) {
    this.#models = models;
    this.#changes = changes;
  }

  /** Keeps a sealed secret until it is confirmed; returns if the account has no second factor yet. */
  offer(_id: Id, secret: string, until: Date): Promise<boolean> {
    return this.#update({ _id, secondFactor: null }, { $set: { newSecondFactor: { secret, until } } }, _id);
  }

  /** Makes the secret that was offered the second factor; returns if it was still the one offered, and there is none. */
  accept(_id: Id, offered: string, factor: SecondFactor): Promise<boolean> {
    const open = { _id, secondFactor: null, 'newSecondFactor.secret': offered };
    return this.#update(open, { $set: { secondFactor: factor }, $unset: { newSecondFactor: '' } }, _id);
  }

  /** Uses up a step of time, and stores the secret as sealed now; returns if no code of it or a later one was used. */
  useStep(_id: Id, { since }: SecondFactor, lastStep: number, secret: string): Promise<boolean> {
    const unused = { 'secondFactor.lastStep': mongoose.trusted({ $lt: lastStep }) };
    const used = { 'secondFactor.lastStep': lastStep, 'secondFactor.secret': secret };
    return this.#update({ _id, 'secondFactor.since': since, ...unused }, { $set: used }, _id);
  }

  /** Uses up a recovery code; returns if it was one of those left. */
  useRecoveryCode(_id: Id, hash: string): Promise<boolean> {
    const left = { _id, 'secondFactor.recoveryCodes': hash };
    return this.#update(left, { $pull: { 'secondFactor.recoveryCodes': hash } }, _id);
  }

  /** Replaces the recovery codes of a second factor, if it is still that one. */
  setRecoveryCodes(_id: Id, { since }: SecondFactor, hashes: string[]): Promise<boolean> {
    const change = { $set: { 'secondFactor.recoveryCodes': hashes } };
    return this.#update({ _id, 'secondFactor.since': since }, change, _id);
  }

  /** Removes the second factor of an account; returns if there is such an account. */
  remove(_id: Id): Promise<boolean> {
    return this.#update({ _id }, { $unset: { secondFactor: '', newSecondFactor: '' } }, _id);
  }

  /** Announces the change however the write ended: it may have been made although no answer came. */
  async #update(filter: object, change: object, _id: Id): Promise<boolean> {
    const written = this.#models.users.updateOne(filter, change).exec();
    const { matchedCount } = await written.finally(() => this.#changes.emit('accountsChanged', [_id]));
    return matchedCount === 1;
  }
}
