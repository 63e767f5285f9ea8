import type { JobView } from '@punctual/contracts/jobs/job';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';

const api = useApi();

const MONDAYS = { kind: 'cron', expression: '0 9 * * MON', timezone: 'Europe/Paris' };
const [ENGLISH, GERMAN] = ['Every Monday at 09:00, Europe/Paris', 'Jeden Montag um 09:00, Europe/Paris'];
const inGerman = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' };
const inEnglish = { 'accept-language': 'en-GB' };

/** Somebody new with a job on Mondays, and how its schedule is read in the language that is asked for. */
async function someone() {
  const owner = await api.newcomer();
  const { id } = await created(owner, aJob({ schedule: MONDAYS }));
  const read = async (headers: Record<string, string> = {}, who: Client = owner) =>
    (await who.get<JobView>(`/users/jobs/${id}`, headers)).body.scheduleText;
  const list = async (headers: Record<string, string>) =>
    (await owner.get<{ data: JobView[] }>('/users/jobs', headers)).body.data[0]?.scheduleText;
  return { owner, id, read, list };
}

const speak = (who: Person, language: string | null) => who.patch('/auth/me', { language });

describe('the language of an answer', () => {
  test.each([
    ['de', GERMAN],
    ['de-CH', GERMAN],
    ['fr, de;q=0.8', GERMAN],
    ['en, de;q=0.8', ENGLISH],
    ['fr', ENGLISH],
    ['*', ENGLISH],
    ['\u00fc;;q=x', ENGLISH],
  ])('is that which Accept-Language prefers, else English: %s', async (accepted, words) => {
    const { read } = await someone();
    expect(await read({ 'accept-language': accepted })).toBe(words);
  });

  test('is that of the account where it has one, whatever the browser prefers', async () => {
    const { owner, read } = await someone();
    expect((await speak(owner, 'de')).body).toMatchObject({ language: 'de' });
    expect(await read(inEnglish)).toBe(GERMAN);
    await speak(owner, null);
    expect(await read(inEnglish)).toBe(ENGLISH);
  });

  test('of an API key is by Accept-Language alone: its account is a person, it is a program', async () => {
    const { owner, read } = await someone();
    await speak(owner, 'de');
    const { body } = await owner.post<{ key: string }>('/users/api-keys', { service: 'shop' });
    const shop = new Client(api.url, { 'x-api-key': body.key });
    expect([await read({}, shop), await read(inGerman, shop)]).toEqual([ENGLISH, GERMAN]);
  });

  test('is one that there is: the account takes no other', async () => {
    const refused = await api.ana.refused('PATCH', '/auth/me', { language: 'fr' });
    expect(refused).toMatchObject({ status: 422, paths: ['language'] });
  });
});

describe('a reader of one language never gets the words of another', () => {
  test('from the cache: one job, and the list with it, read in both by turns', async () => {
    const { read, list } = await someone();
    for (const [headers, words] of [
      [inEnglish, ENGLISH],
      [inGerman, GERMAN],
      [inEnglish, ENGLISH],
      [inGerman, GERMAN],
    ] as const)
      expect([await read(headers), await list(headers)]).toEqual([words, words]);
  });

  test('by an ETag: an answer in another language is not the one that is known', async () => {
    const { owner, id } = await someone();
    const ask = (headers: Record<string, string>) => owner.get(`/users/jobs/${id}`, headers);
    const { headers } = await ask(inEnglish);
    const known = { 'if-none-match': String(headers.get('etag')) };
    expect(headers.get('vary')).toContain('Accept-Language');
    expect((await ask({ ...inEnglish, ...known })).status).toBe(304);
    expect(await ask({ ...inGerman, ...known })).toMatchObject({
      status: 200,
      body: { scheduleText: GERMAN },
    });
  });

  test('and may change the job by what was read in it: its ETag and its words are taken back', async () => {
    const { owner, id } = await someone();
    const { headers, body } = await owner.get(`/users/jobs/${id}`, inGerman);
    const known = { 'if-match': String(headers.get('etag')), ...inEnglish };
    const changed = await owner.send('PUT', `/users/jobs/${id}`, { ...body, name: 'Renamed' }, known);
    expect(changed).toMatchObject({ status: 200, body: { name: 'Renamed', scheduleText: ENGLISH } });
  });
});

test('a preview, its warnings and its refusals are in the language of the request', async () => {
  const preview = (expression: string) =>
    api.ana.post('/schedules/preview', { schedule: { ...MONDAYS, expression } }, inGerman);
  expect((await preview('0 9 1-7 * MON')).body).toMatchObject({
    description: 'Vom 1. bis 7. jedes Monats und außerdem jeden Montag um 09:00, Europe/Paris',
    warnings: expect.arrayContaining([
      expect.objectContaining({ message: expect.stringContaining('außerdem jeden Montag') }),
    ]),
  });
  const { error } = (await preview('61 * * * *')).body as { error: { details: object[] } };
  expect(error.details).toEqual([
    { path: 'schedule.expression', message: 'Minute: 61 liegt nicht in 0–59.' },
  ]);
});

test('"Why?" answers in the language of the request', async () => {
  const { owner, id } = await someone();
  const why = (headers: Record<string, string>) =>
    owner.get(`/users/jobs/${id}/explain?at=2031-03-04T08:30:00Z`, headers);
  expect((await why(inEnglish)).body.sentence).toMatch(
    /^Not planned: the schedule has no run at this time\./,
  );
  expect((await why(inGerman)).body.sentence).toMatch(
    /^Nicht geplant: Der Zeitplan hat zu dieser Zeit keinen Lauf\. Am nächsten liegen: \d\d\.03\.2031 um 09:00 und/,
  );
});

describe('a refusal is in the language of the request, its code and paths are the same', () => {
  const refusal = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const answer = await api.ana.send<{ error: { code: string; message: string; details: object[] } }>(
      method,
      path,
      body,
      headers,
    );
    return answer.body.error;
  };

  test.each<[string, string, unknown, string, string]>([
    ['GET', '/users/jobs/0123456789abcdef01234567', undefined, 'NOT_FOUND', 'Diesen Job gibt es nicht'],
    ['GET', '/nowhere', undefined, 'NOT_FOUND', 'Diese Seite gibt es nicht'],
    ['GET', '/admin/users', undefined, 'FORBIDDEN', 'Dafür ist die Rolle des Administrators nötig.'],
    ['DELETE', '/auth/me', undefined, 'METHOD_NOT_ALLOWED', 'Dieser Pfad unterstützt nur GET, PATCH.'],
    ['PATCH', '/auth/me', { name: 1 }, 'VALIDATION_FAILED', 'name: Das muss vom Typ string sein.'],
    ['PATCH', '/auth/me', { age: 1 }, 'VALIDATION_FAILED', 'age: Ein Feld „age“ gibt es hier nicht.'],
    [
      'PATCH',
      '/auth/me',
      { language: 'fr' },
      'VALIDATION_FAILED',
      'language: Das muss eines von diesen sein',
    ],
    ['GET', '/users/jobs?limit=0', undefined, 'VALIDATION_FAILED', 'limit: limit ist mindestens 1.'],
    ['POST', '/users/jobs', aJob({ name: '' }), 'VALIDATION_FAILED', 'name: Geben Sie einen Namen ein.'],
    [
      'GET',
      '/users/jobs?cursor=elsewhere',
      undefined,
      'VALIDATION_FAILED',
      'Diesen Cursor hat diese Liste nicht',
    ],
    ['POST', '/users/jobs', { name: '\ud800' }, 'VALIDATION_FAILED', 'name: Hier steht ein halbes Zeichen'],
    [
      'POST',
      '/users/jobs',
      aJob({ task: { type: 'http', url: 'https://example.com/{{ x }}' } }),
      'VALIDATION_FAILED',
      'task.url: Zeile 1, Spalte 24: „x“ gibt es nicht.',
    ],
    [
      'POST',
      '/users/jobs',
      aJob({ task: { type: 'http', url: 'http://10.0.0.1/' } }),
      'VALIDATION_FAILED',
      'task.url: Diese Adresse liegt in einem privaten Netz',
    ],
  ])('%s %s', async (method, path, body, code, words) => {
    const german = await refusal(method, path, body, inGerman);
    const english = await refusal(method, path, body, inEnglish);
    expect(german).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(english.code).toBe(code);
    expect(english.message).not.toBe(german.message);
  });

  test('also before anybody is known: a wrong pair, by Accept-Language', async () => {
    const login = { email: 'nobody-at-all@example.com', password: 'wrong wrong wrong' };
    const { body } = await api.nobody.post<{ error: object }>('/auth/login', login, inGerman);
    expect(body.error).toMatchObject({ message: 'E-Mail oder Passwort ist falsch.' });
  });
});
