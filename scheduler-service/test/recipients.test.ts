import type { JobView } from '@punctual/contracts/jobs/job';
import { useApi } from '@punctual/testing/api/api';
import { anEmailJob, created } from '@punctual/testing/api/job-drafts';
import { describe, expect, test } from 'vitest';

const STRANGER = 'stranger@elsewhere.example';

describe('where jobs may write to their owner only (RECIPIENTS=own)', () => {
  const api = useApi({ env: { RECIPIENTS: 'own' } });
  const mine = (more: object = {}) => anEmailJob({ to: [api.ana.email], ...more });

  test('a job to the own address is made, whatever its case', async () => {
    const job = await created(api.ana, anEmailJob({ to: [api.ana.email.toUpperCase()] }));
    expect(job.name).toBe(mine().name);
  });

  test('another form of the own address is the own address, and is stored as that', async () => {
    const { task } = await created(api.ana, anEmailJob({ to: [`${api.ana.email.replace('e', 'ｅ')}.`] }));
    expect(task).toMatchObject({ to: [api.ana.email] });
  });

  test.each(['to', 'cc', 'bcc'])(
    'another address in %s is refused, at its field and in words',
    async (field) => {
      const error = await api.ana.refused('POST', '/users/jobs', mine({ [field]: [STRANGER] }));
      expect(error).toMatchObject({ status: 422, paths: [`task.${field}.0`] });
      expect(error.details[0]?.message).toBe(`Jobs may write only to your own address: ${api.ana.email}.`);
    },
  );

  test('an edit cannot add another address', async () => {
    const { id } = await created(api.ana, mine());
    const { task } = mine({ to: [api.ana.email, api.bob.email] });
    expect(await api.ana.refused('PATCH', `/users/jobs/${id}`, { task })).toMatchObject({
      ...{ status: 422, paths: ['task.to.1'] },
    });
    expect((await api.ana.get<JobView>(`/users/jobs/${id}`)).body.task).toMatchObject({
      to: [api.ana.email],
    });
  });

  test('of many imported jobs, each refused address is named', async () => {
    const jobs = [mine(), mine({ to: [STRANGER] }), mine({ cc: [STRANGER] })];
    const error = await api.ana.refused('POST', '/users/jobs/import', { jobs });
    expect(error).toMatchObject({ status: 422, paths: ['jobs.1.task.to.0', 'jobs.2.task.cc.0'] });
  });

  test('an older job that writes to another address is not cloned', async () => {
    const { id } = await created(api.ana, mine());
    await api.database.collection('jobs').updateMany({}, { $set: { 'task.to': [STRANGER] } });
    expect(await api.ana.refused('POST', `/users/jobs/${id}/clone`)).toMatchObject({
      ...{ status: 422, paths: ['task.to.0'] },
    });
  });
});

describe('where jobs may write to some domains only', () => {
  const api = useApi({ env: { RECIPIENTS: 'example.com,mail.example.org' } });

  test.each(['bob@example.com', 'Bob@Mail.Example.org', 'bob@ｅxample.com', 'bob@example.com.'])(
    '%s is allowed',
    async (address) => {
      expect((await created(api.ana, anEmailJob({ to: [address] }))).enabled).toBe(true);
    },
  );

  test.each(['bob@sub.example.com', 'bob@example.com.evil.example', 'bob@notexample.com', STRANGER])(
    '%s is not',
    async (address) => {
      const error = await api.ana.refused('POST', '/users/jobs', anEmailJob({ to: [address] }));
      expect(error.details[0]?.message).toBe(
        'Jobs may write only to these domains: example.com, mail.example.org.',
      );
    },
  );
});
