import { useApi } from '@punctual/testing/api/api';
import { created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';

const api = useApi();
const setDisabled = ({ id }: Person, disabled: boolean) =>
  api.carla.patch(`/admin/users/${id}`, { disabled });

describe('an account that is disabled', () => {
  test('tells whoever is cut off why, and those whose login ended otherwise nothing of it', async () => {
    const [dora, emil] = [await api.newcomer(), await api.newcomer()];
    await setDisabled(dora, true);
    await api.carla.send('DELETE', `/admin/users/${emil.id}/sessions`);
    expect(await dora.refused('GET', '/auth/me')).toMatchObject({ status: 401, code: 'ACCOUNT_DISABLED' });
    expect(await emil.refused('GET', '/auth/me')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('has jobs that say why they do not run, also by hand', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    await setDisabled(dora, true);
    const { body } = await api.carla.get(`/admin/jobs/${id}`);
    expect(body).toMatchObject({ enabled: true, suspended: true, nextRunAt: null });
    const refused = await api.carla.refused('POST', `/admin/jobs/${id}/run`);
    expect(refused).toMatchObject({ status: 409, code: 'OWNER_DISABLED' });
    await setDisabled(dora, false);
    expect((await api.carla.get(`/admin/jobs/${id}`)).body).toMatchObject({ suspended: false });
  });
});
