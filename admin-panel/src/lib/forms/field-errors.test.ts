import { expect, test } from 'vitest';
import { sortDetails } from './field-errors.ts';

const known = (path: string) => (path === 'name' ? 'name' : null);

test('errors go to their fields, the first one counts; what has no field stands in the summary', () => {
  const details = [
    { path: 'name', message: 'Enter a name.' },
    { path: 'name', message: 'Shorter.' },
    { path: 'retry.attempts', message: 'At most 20.' },
  ];
  expect(sortDetails(details, known)).toEqual({ fields: { name: 'Enter a name.' }, rest: ['At most 20.'] });
});
