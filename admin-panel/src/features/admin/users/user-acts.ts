import type { ListedUserView } from '@punctual/contracts/users/user';
import { adminWords } from '../../../lib/strings/admin.ts';

const words = adminWords.users;

/** What an administrator may do to another account. */
export type UserAct = 'makeAdmin' | 'makeUser' | 'disable' | 'enable' | 'endSessions';

/** What is possible as the account stands. */
export const actsFor = ({ role, disabled }: ListedUserView): UserAct[] => [
  role === 'admin' ? 'makeUser' : 'makeAdmin',
  ...(disabled ? (['enable'] as const) : (['endSessions', 'disable'] as const)),
];

interface Question {
  title: string;
  text: string;
  danger: boolean;
}

/** What is asked before: the thing, and what follows. The button repeats the verb. */
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
    case 'endSessions':
      return { title: words.askEnd(email), text: words.endText, danger: false };
  }
}
