import { useApi } from '@punctual/testing/api/api';
import { Types } from 'mongoose';
import { expect, test } from 'vitest';

const api = useApi();

test('a disabled account has no login by one that was begun while it was being disabled', async () => {
  const dora = await api.newcomer();
  const sessions = api.database.collection('sessions');
  const begun = await sessions.findOne({ userId: new Types.ObjectId(dora.id) });
  if (!begun) throw new Error('There is no login.');
  await api.carla.patch(`/admin/users/${dora.id}`, { disabled: true });
  // The request that logs in stores its login last.
  await sessions.insertOne(begun);
  expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
});
