import { createModels, type Models } from '@punctual/engine/database/models';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { useDatabase } from '@punctual/testing/engine/database';
import { NOON } from '@punctual/testing/engine/documents';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserStore } from '../src/accounts/user-store.ts';
import { listReaderFor } from '../src/lists/choose-list-reader.ts';

const PEOPLE = 4;
/** Changes at once in a race. */
const AT_ONCE = 8;
/** A run of its own takes more: `ADMIN_RACES=1000`. */
const RACES = Number(process.env.ADMIN_RACES ?? 50);
const database = useDatabase();
const connections: Connection[] = [];
const ids: string[] = [];
let models: Models;
let copies: UserStore[];

/** Draws numbers below one from a seed, so that a race that fails can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Opens the accounts as a copy of the service has them. */
async function openCopy(): Promise<UserStore> {
  const connection = await mongoose.createConnection(database.uri).asPromise();
  connections.push(connection);
  models = createModels(connection);
  return new UserStore(models, await listReaderFor(connection), new DomainEvents());
}

beforeAll(async () => {
  copies = [await openCopy(), await openCopy()];
  const [users] = copies;
  for (let i = 0; i < PEOPLE; i += 1) {
    const account = {
      email: `racer-${i}@example.com`,
      passwordHash: 'none fits',
      name: null,
      timezone: 'UTC',
    };
    const created = await users?.create(account);
    if (created) ids.push(created._id.toHexString());
  }
  await users?.setRole(ids[0] ?? '', 'admin');
});
afterAll(() => Promise.all(connections.map((connection) => connection.close())));

async function race(seed: number): Promise<unknown[]> {
  const draw = random(seed);
  const pick = <T>(from: T[]): T => from[Math.floor(draw() * from.length)] as T;
  const changes = Array.from({ length: AT_ONCE }, () => {
    const [users, id] = [pick(copies), pick(ids)];
    return draw() < 0.6
      ? users.setRole(id, pick(['admin', 'user', 'user']))
      : users.setDisabled(id, pick([NOON, null]));
  });
  return Promise.all(changes);
}

async function standing() {
  const admins = await models.users.find({ role: 'admin', disabledAt: null }).lean();
  const roster = await models.state.findById('admins').lean();
  return { admins: admins.map(({ _id }) => _id.toHexString()).toSorted(), roster: roster?.ids?.toSorted() };
}

test('the last administrator: roles and disabled accounts change at once in two copies, and there is always one; the roster is that of the enabled ones', {
  timeout: 10_000 + RACES * 500,
}, async () => {
  const seed = Date.now() % 1_000_000;
  for (let i = 0; i < RACES; i += 1) {
    const results = await race(seed + i);
    const { admins, roster } = await standing();
    expect(admins.length, `race ${seed + i}: ${JSON.stringify(results)}`).toBeGreaterThan(0);
    expect(roster, `race ${seed + i}`).toEqual(admins);
  }
});

/** Leaves a change as a process does that dies, or stands still, after it has claimed it. */
async function leaveClaimed(
  version: number,
  change: { userId: string; role: 'admin' | 'user' },
  admins: string[],
) {
  const pending = { ...change, disabledAt: null };
  await models.state.updateOne({ _id: 'admins' }, { version, ids: admins, pending }, { upsert: true });
}

const setAll = async (roles: Record<string, 'admin' | 'user'>, standing: number) => {
  for (const [_id, role] of Object.entries(roles))
    await models.users.updateOne({ _id }, { role, disabledAt: null, standing });
};

test('the last administrator: a change that a process left when it died is finished before the next one', async () => {
  const [ana = '', bob = '', ...others] = ids;
  await setAll(
    { [ana]: 'admin', [bob]: 'user', ...Object.fromEntries(others.map((id) => [id, 'user'])) },
    1_000_000,
  );
  await leaveClaimed(1_000_001, { userId: bob, role: 'admin' }, [ana]);
  expect(await copies[0]?.setRole(ana, 'user')).toMatchObject({ kind: 'changed' });
  expect(await standing()).toEqual({ admins: [bob], roster: [bob] });
});

test('the last administrator: a change that comes late is not written over a newer one', async () => {
  const [ana = '', bob = '', cyd = ''] = ids;
  await setAll({ [ana]: 'admin', [bob]: 'admin' }, 2_000_000);
  await leaveClaimed(1_999_999, { userId: bob, role: 'user' }, [ana]);
  await copies[0]?.setRole(cyd, 'user');
  expect(await models.users.findById(bob).lean()).toMatchObject({ role: 'admin' });
});
