import { httpTask } from '@punctual/contracts/tasks/http-task';
import { describe, expect, test } from 'vitest';
import { checkJobForm } from '../../check-job-form.ts';
import { call, KINDS, NOW } from '../../testing/kinds.ts';
import { taskOf } from '../../to-job-draft.ts';
import { EMPTY_ROW, readSecrets, rowsIn, rowsText, type SecretRow, secretsText } from './secret-rows.ts';

const SET = { value: '••••', setAt: '2026-11-03T09:00:00.000Z' } as const;
const headers = 'Authorization: Bearer {{ secrets.TOKEN }}';
const row = (name: string, value: string | null, setAt: string | null = null): SecretRow => ({
  name,
  value,
  setAt,
});
const wrong = (...rows: SecretRow[]) => checkJobForm(call({ headers, secrets: rowsText(rows) }), KINDS, NOW);

describe('the secrets of a call', () => {
  test('that were answered are sent back as they were answered', () => {
    expect(readSecrets(secretsText({ TOKEN: SET }))).toEqual({ ok: true, value: { TOKEN: SET } });
  });

  test('that are entered or replaced are sent as they are, and pass the contract', () => {
    const secrets = rowsText([
      row('TOKEN', 'abc'),
      row('OLD', 'def', SET.setAt),
      row('KEPT', null, SET.setAt),
    ]);
    const task = taskOf(call({ headers, secrets }), KINDS);
    expect(task.secrets).toEqual({ TOKEN: 'abc', OLD: 'def', KEPT: SET });
    expect(httpTask.safeParse(task).error).toBeUndefined();
  });

  test('that are removed are left out', () => {
    const [, ...rest] = rowsIn(secretsText({ GONE: SET, TOKEN: SET }));
    expect(readSecrets(rowsText(rest))).toEqual({ ok: true, value: { TOKEN: SET } });
    expect(readSecrets(rowsText([]))).toEqual({ ok: true, value: undefined });
  });

  test('that are still empty are none', () => {
    expect(wrong(row('TOKEN', 'abc'), EMPTY_ROW)).toEqual({});
  });

  test.each([
    ['has no name', row('', 'geheim'), 'Enter a name for each secret, for example TOKEN.'],
    ['has no value', row('OTHER', ''), 'Enter the value of OTHER.'],
    ['is there twice', row('TOKEN', 'geheim'), 'There are two secrets named TOKEN.'],
    ['has a name that cannot be', row('my-token', 'geheim'), 'A secret is named like TOKEN or API_KEY_2.'],
    [
      'has several lines',
      row('B', 'geheim\n1'),
      'A secret is one line of letters, digits and signs of Latin-1.',
    ],
  ])('one that %s is said at the field', (_, second, message) => {
    expect(wrong(row('TOKEN', 'abc'), second)).toEqual({ 'task.http.secrets': message });
  });

  test('one that a header names and that is not set is an error of the headers', () => {
    expect(wrong()).toEqual({ 'task.http.headers': 'There is no secret TOKEN.' });
  });
});
