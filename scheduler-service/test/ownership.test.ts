import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { beforeAll, describe, expect, test } from 'vitest';

const api = useApi();
let anasJob: string;

beforeAll(async () => {
  anasJob = (await created(api.ana, aJob({ name: 'ana’s own' }))).id;
});

const UNKNOWN = '0123456789abcdef01234567';
const PATHS = ['', '/runs'];

describe.each(PATHS)('GET /users/jobs/:id%s', (path) => {
  test('is the owner’s', async () => {
    expect((await api.ana.get(`/users/jobs/${anasJob}${path}`)).status).toBe(200);
  });

  test('of another user is a 404, as if it did not exist', async () => {
    const others = await api.bob.refused('GET', `/users/jobs/${anasJob}${path}`);
    const unknown = await api.bob.refused('GET', `/users/jobs/${UNKNOWN}${path}`);
    const told = ({ status, code, message, details }: typeof others) => ({ status, code, message, details });
    expect(others).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(told(others)).toEqual(told(unknown));
  });

  test('is refused to administrators too: they have routes of their own', async () => {
    expect((await api.carla.refused('GET', `/users/jobs/${anasJob}${path}`)).status).toBe(404);
  });

  test.each(['1', 'null', 'NaN', `${UNKNOWN}0`, '%00', '%7B%22$ne%22:null%7D', '..%2f..', '%E0%A4%A', 'é'])(
    'with the malformed id %s is the same 404',
    async (id) => {
      const error = await api.ana.refused('GET', `/users/jobs/${id}${path}`);
      expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    },
  );

  test('needs credentials before anything else, a path that cannot be decoded too', async () => {
    expect((await api.nobody.refused('GET', `/users/jobs/%E0%A4%A${path}`)).status).toBe(401);
    for (const id of [anasJob, UNKNOWN, 'malformed'])
      expect((await api.nobody.refused('GET', `/users/jobs/${id}${path}`)).status).toBe(401);
  });
});

test('a list of jobs shows the user’s own and no others', async () => {
  const { body } = await api.bob.get('/users/jobs');
  expect(body).toMatchObject({ data: [], page: { total: 0 } });
});

test('a job is made for the caller, whichever owner it names', async () => {
  const error = await api.bob.refused('POST', '/users/jobs', aJob({ ownerId: api.ana.id }));
  expect(error).toMatchObject({ status: 422, paths: ['ownerId'] });
});
