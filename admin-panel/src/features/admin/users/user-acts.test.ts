import type { ListedUserView } from '@punctual/contracts/users/user';
import { expect, test } from 'vitest';
import { actsFor, questionOf } from './user-acts.ts';

const BOB = { email: 'bob@example.com', role: 'user', disabled: false, jobs: 41 } as ListedUserView;

test('acts on an account fit its state', () => {
  expect(actsFor(BOB)).toEqual(['makeAdmin', 'endSessions', 'disable']);
  expect(actsFor({ ...BOB, role: 'admin', disabled: true })).toEqual(['makeUser', 'enable']);
});

test('a second factor can be removed where there is one', () => {
  expect(actsFor({ ...BOB, secondFactor: 'on' })).toContain('removeSecondFactor');
  expect(actsFor({ ...BOB, secondFactor: 'due' })).not.toContain('removeSecondFactor');
});

test('disabling an account asks with the consequence and the number of jobs', () => {
  expect(questionOf('disable', BOB)).toMatchObject({
    title: 'Disable bob@example.com?',
    text: 'Their 41 jobs stop and they are signed out at once.',
    danger: true,
  });
  expect(questionOf('disable', { ...BOB, jobs: 0 }).text).toBe(
    'They are signed out at once and cannot log in.',
  );
});
