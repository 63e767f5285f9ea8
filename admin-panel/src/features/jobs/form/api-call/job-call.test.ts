import type { JobView } from '@punctual/contracts/jobs/job';
import { jobInput } from '@punctual/contracts/jobs/job';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rowsText } from '../task/secrets/secret-rows.ts';
import { call, email, KINDS, NOW } from '../testing/kinds.ts';
import { toJobDraft } from '../to-job-draft.ts';
import { jobCall } from './job-call.ts';

beforeAll(() => void vi.stubGlobal('window', { location: { origin: 'https://punctual.example' } }));
afterAll(() => void vi.unstubAllGlobals());

const later = { mode: 'cron', expression: '0 9 * * MON' } as const;
const of = (values: ReturnType<typeof email>, job: JobView | null = null, pristine = values) =>
  jobCall({ values, pristine, kinds: KINDS, job }, 'pk_1', NOW);
const commandOf = (...parts: Parameters<typeof of>) => {
  const made = of(...parts);
  return typeof made === 'string' ? made : made.command;
};
const bodyIn = (command: string) => JSON.parse(/-d '([\s\S]*)'$/.exec(command)?.[1] ?? 'null') as object;

test('a form as an API call: the request makes the job that the form makes', () => {
  const values = email(later);
  const command = commandOf(values);
  expect(command).toContain("curl 'https://punctual.example/users/jobs'");
  expect(command).toContain("-H 'X-API-Key: pk_1'");
  expect(jobInput.parse(bodyIn(command))).toEqual(jobInput.parse(toJobDraft(values, KINDS, NOW)));
  expect(bodyIn(command)).not.toHaveProperty('retry');
});

test('a form as an API call: secrets are left out, and references to them stay', () => {
  const made = of(
    call(
      {
        url: 'https://api.example.com/run?api_key=hidden&page=2',
        headers: 'Authorization: Bearer hidden\nX-Api-Key: {{ secrets.TOKEN }}\nAccept: text/plain',
        secrets: rowsText([{ name: 'TOKEN', value: 'hidden', setAt: null }]),
      },
      later,
    ),
  );
  expect(made).toMatchObject({ isMasked: true });
  expect(JSON.stringify(made)).not.toContain('hidden');
  expect(JSON.stringify(made)).toContain('{{ secrets.TOKEN }}');
});

test('a form as an API call: an edit sends its changes alone', () => {
  const job = { id: '0123456789abcdef01234567' } as JobView;
  const command = commandOf(email({ ...later, name: 'Renamed' }), job, email(later));
  expect(command).toContain("curl -X PATCH 'https://punctual.example/users/jobs/0123456789abcdef01234567'");
  expect(bodyIn(command)).toEqual({ name: 'Renamed' });
  expect(of(email(later), job)).toBe('unchanged');
});

test('a form as an API call: one that could not be sent has none', () => {
  expect(of(email(later, { subject: '' }))).toBe('unfinished');
});
