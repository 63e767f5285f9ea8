import type { ListedUserView } from '@punctual/contracts/users/user';
import { adminWords } from '../../../lib/strings/admin.ts';

const words = adminWords.users;

/** The acts of an administrator on another account. */
export type UserAct = 'makeAdmin' | 'makeUser' | 'disable' | 'enable' | 'endSessions' | 'removeSecondFactor';

/** Lists the acts that are possible in the account's state. */
export const actsFor = ({ role, disabled, secondFactor }: ListedUserView): UserAct[] => [
  role === 'admin' ? 'makeUser' : 'makeAdmin',
  ...(secondFactor === 'on' ? (['removeSecondFactor'] as const) : []),
  ...(disabled ? (['enable'] as const) : (['endSessions', 'disable'] as const)),
];

interface Question {
  title: string;
  text: string;
  danger: boolean;
}

/** Makes the question that is asked before: the thing, and the consequence. The button repeats the verb. */
export function questionOf(act: UserAct, { email, jobs }: ListedUserView): Question {
  switch (act) {
    case 'makeAdmin':
      return { title: words.askAdmin(email), text: words.adminText, danger: false };
    case 'makeUser':
      return { title: words.askUser(email), text: words.userText, danger: false };
    case 'disable':
      return { title: words.askDisable(email), text: words.disableText(jobs), danger: true };
    case 'enable':
      return { title: words.askEnable(email), text: words.enableText, danger: false };
    case 'removeSecondFactor':
      return { title: words.askRemoveSecondFactor(email), text: words.removeSecondFactorText, danger: true };
    case 'endSessions':
      return { title: words.askEnd(email), text: words.endText, danger: false };
  }
}
