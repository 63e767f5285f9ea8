import type { JobView } from '@punctual/contracts/jobs/job';
import { useApi } from '@punctual/testing/api/api';
import { bytes } from '@punctual/testing/api/client';
import { aJob } from '@punctual/testing/api/job-drafts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const api = useApi();
const JSON_TYPE = { 'content-type': 'application/json' };
/** Values over HTTP, each a job that is made and read. */
const SAMPLES = { numRuns: 60 };

const draftOf = (data: string) =>
  bytes(JSON.stringify(aJob({ task: { type: 'log', data: 'DATA' } })).replace('"DATA"', () => data));
const refused = (data: string) => api.ana.refused('POST', '/users/jobs', draftOf(data), JSON_TYPE);

describe('a body: what would be kept as something else', () => {
  test.each([
    ['a number beyond 2^53', '{"ids":[1,9007199254740993]}', 'task.data.ids.1'],
    ['a number beyond all', '{"a":1e400}', 'task.data.a'],
    ['half of a character', '{"a":["\\ud83d"]}', 'task.data.a.0'],
    ['half of a character in a name', '{"a":{"\\udd11":1}}', 'task.data.a'],
    ['a name that the driver takes for a type', '{"_bsontype":"ObjectId"}', 'task.data._bsontype'],
    ['what the driver takes for a reference', '{"$ref":"schema.json","$id":"x"}', 'task.data.$ref'],
  ])('refused at its place: %s', async (_, data, path) => {
    expect(await refused(data)).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', paths: [path] });
  });

  test('a number is named as it was written, and what to do instead', async () => {
    const { message } = await refused('1234567890123456789');
    expect(message).toBe(
      'task.data: The number 1234567890123456789 cannot be kept exactly. Send it as a text, in quotes.',
    );
  });

  test('a body in another encoding than UTF-8 is a 415', async () => {
    const utf16 = new Uint8Array(Buffer.from(JSON.stringify(aJob()), 'utf16le'));
    const error = await api.ana.refused('POST', '/users/jobs', utf16, {
      'content-type': 'application/json; charset=utf-16le',
    });
    expect(error.status).toBe(415);
  });

  test('whatever is taken is answered as it was sent', async () => {
    const NAMES = fc.oneof(
      fc.string(),
      fc.constantFrom('$ref', '$id', '$db', '$$', '$&', '_bsontype', '$numberLong', 'a.b', ''),
    );
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }),
        fc.string({ unit: 'binary' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(NAMES, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    const write = (value: unknown): string =>
      JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `<${part}>` : part)).replace(
        /"<(-?\d+)>"/g,
        '$1',
      );
    await fc.assert(
      fc.asyncProperty(values.map(write), async (data) => {
        const { status, body } = await api.ana.send<JobView>('POST', '/users/jobs', draftOf(data), JSON_TYPE);
        if (status === 422) return;
        expect(status).toBe(201);
        const { body: read } = await api.ana.get<JobView>(`/users/jobs/${body.id}`);
        expect(read.task).toEqual({ type: 'log', data: JSON.parse(data) });
      }),
      SAMPLES,
    );
  });
});
