import { describe, expect, it } from 'vitest';
import { call, email, KINDS, note } from '../../testing/kinds.ts';
import { rowsText } from '../secrets/secret-rows.ts';
import { hasPlaceholders, taskQuestion } from './task-question.ts';

const NEXT = '2026-11-23T08:00:00.000Z';
const ask = (values: Parameters<typeof taskQuestion>[0]) => taskQuestion(values, KINDS, null, NEXT);

describe('the question how a task would be sent', () => {
  it('has all that placeholders may name, and nobody who would get it', () => {
    const values = email({ tags: 'x, y' }, { to: '', subject: '{{ job.name }}', cc: 'c@example.com' });
    expect(ask(values)).toMatchObject({
      task: { to: ['somebody@example.com'], subject: '{{ job.name }}' },
      name: '{{ job.name }}',
      tags: ['x', 'y'],
      scheduledFor: NEXT,
    });
    expect(ask(values)?.task).not.toHaveProperty('cc');
  });

  it('has the names of secrets, and no value of one', () => {
    const secrets = rowsText([{ name: 'TOKEN', value: 'canary', setAt: null }]);
    const question = ask(call({ url: 'https://example.com/{{ secrets.TOKEN }}', secrets }));
    expect(question?.task).toMatchObject({ secrets: { TOKEN: { value: '••••' } } });
    expect(JSON.stringify(question)).not.toContain('canary');
  });

  it.each([
    ['a task without placeholders', email()],
    ['one that keeps its braces', email({}, { text: '{{ x }}', placeholders: 'false' })],
    ['one that is not complete', email({}, { subject: '', text: '{{ now }}' })],
    ['a plain record', note('{{ now }}')],
  ])('is not asked of %s', (_, values) => expect(ask(values)).toBeNull());
});

it('braces are placeholders unless the task keeps them', () => {
  expect(hasPlaceholders(email({}, { text: 'a {% if' }))).toBe(true);
  expect(hasPlaceholders(email({}, { text: 'a {% if', placeholders: 'false' }))).toBe(false);
  expect(hasPlaceholders(email())).toBe(false);
});
