import type { SecondFactorState } from '@punctual/contracts/users/second-factor';
import type { UserDocument } from '@punctual/engine/database/documents';

/** Tells what an account has of a second factor, and whether it must have one before it may do anything. */
export type SecondFactorStateOf = (user: Pick<UserDocument, 'role' | 'secondFactor'>) => SecondFactorState;

/** @param demanded of administrators, by the settings */
export const createSecondFactorState =
  (demanded: boolean): SecondFactorStateOf =>
  ({ role, secondFactor }) => {
    if (secondFactor) return 'on';
    return demanded && role === 'admin' ? 'due' : 'off';
  };
