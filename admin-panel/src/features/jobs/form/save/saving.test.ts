import { ApiError } from '@punctual/contracts/api/client';
import { describe, expect, test } from 'vitest';
import { impactWords } from '../edit/impact-words.ts';
import { rowsIn, rowsText } from '../task/secrets/secret-rows.ts';
import { call, email, KINDS, NOW } from '../testing/kinds.ts';
import { withoutSecrets } from './draft-storage.ts';
import { editBetween } from './edit-of.ts';
import { refusal } from './refusal.ts';

type Part = Parameters<typeof email>[0];
const between = (before: Part, after: Part) => editBetween(email(before), email(after), KINDS, NOW);

describe('an edit', () => {
  test('sends only what differs, so that untouched fields stay as they are', () => {
    const before: Part = { mode: 'cron', expression: '0 9 1-7 * MON' };
    expect(between(before, { ...before, name: 'Renamed' })).toEqual({ name: 'Renamed' });
  });

  test('asks for a new count only where that is chosen', () => {
    expect(between({}, { restartCount: true })).toEqual({ restartCount: true });
    expect(between({}, { name: 'Renamed' })).not.toHaveProperty('restartCount');
  });

  test('is none where nothing differs', () => {
    expect(between({}, {})).toBeNull();
  });

  test('that empties a start means now', () => {
    const start: Part = { mode: 'repeat', startDate: '2027-01-01', startTime: '00:00' };
    expect(between(start, { mode: 'repeat' })?.schedule).toMatchObject({ startAt: NOW.toISOString() });
  });
});

test('a draft is kept without the values of headers that look secret', () => {
  const headers = 'Accept: text/plain\nAuthorization: Bearer abc\nX-Api-Key: 123\nX-Team: ops';
  const { values, names } = withoutSecrets(call({ headers }));
  expect(values.task.http?.headers).toBe('Accept: text/plain\nAuthorization: \nX-Api-Key: \nX-Team: ops');
  expect(names).toEqual(['Authorization', 'X-Api-Key']);
});

test('a draft is kept without the secrets that were entered, and with those that are set already', () => {
  const set = { value: '••••', setAt: '2030-01-01T00:00:00.000Z' };
  const secrets = rowsText([
    { name: 'TOKEN', value: 'geheim', setAt: null },
    { name: '', value: 'geheim', setAt: null },
    { name: 'OLD', value: null, setAt: set.setAt },
  ]);
  const { values, names } = withoutSecrets(call({ secrets }));
  expect(JSON.stringify(values)).not.toContain('geheim');
  expect(names).toEqual(['TOKEN', 'a secret']);
  expect(rowsIn(values.task.http?.secrets ?? '')).toMatchObject([
    { name: 'TOKEN', value: '' },
    { name: '', value: '' },
    { name: 'OLD', value: null, setAt: set.setAt },
  ]);
});

test('a draft is kept with references to secrets, and without commands that were pasted', () => {
  const headers = 'Authorization: Bearer {{ secrets.TOKEN }}';
  expect(withoutSecrets(call({ headers })).values.task.http?.headers).toBe(headers);
  const { values, names } = withoutSecrets(call({ url: 'curl -u ana:geheim https://example.com' }));
  expect([values.task.http?.url, names]).toEqual(['', ['the pasted command']]);
  expect(withoutSecrets(call({}, { expression: '0 9 * * * curl -u a:b c.example' })).values.expression).toBe(
    '0 9 * * *',
  );
});

test('a server without a key for secrets is reported at their field', () => {
  const details = [{ path: 'task.secrets', message: 'SECRETS_KEY is not set.' }];
  const error = new ApiError(422, { code: 'NOT_AVAILABLE', message: '', details, requestId: 'r' }, null);
  expect(refusal(error, call({})).fields).toEqual({
    'task.http.secrets': 'This server keeps no secrets yet: its administrator has to set SECRETS_KEY.',
  });
});

describe('what an edit changes, in words', () => {
  const none = { added: 0, removed: 0, moved: 0, waiting: [], running: [] };
  const waiting = (becomes: 'canceled' | 'updated') => ({ runId: 'r', dueAt: NOW.toISOString(), becomes });

  test('counts what is added, removed and moved, and says what becomes of waiting runs', () => {
    const counts = { ...none, added: 12, removed: 4, moved: 8, waiting: [waiting('canceled')] };
    expect(impactWords(counts, null)).toBe(
      '12 runs added, 4 removed, 8 moved in 30 days. 1 run waiting now is canceled.',
    );
  });

  test('leaves out what is none', () => {
    expect(impactWords({ ...none, moved: 1 }, null)).toBe('1 run moved in 30 days.');
    expect(impactWords(none, null)).toBe('No run is added, removed or moved in 30 days.');
  });

  test('says up to when it is counted, and what runs now', () => {
    const counts = { ...none, removed: 1, running: [{ runId: 'r', becomes: 'finishes' as const }] };
    expect(impactWords(counts, 'Mon 23 Nov')).toBe(
      '1 run removed until Mon 23 Nov; later ones are not counted. 1 run under way finishes as it started.',
    );
  });
});
