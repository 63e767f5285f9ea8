import type { Task } from '@punctual/contracts/tasks/task';
import { afterAll, describe, expect, it } from 'vitest';
import { Templates } from './templates.ts';

const templates = new Templates();
afterAll(() => templates.close());

const mail = (text: string): Task => ({ type: 'email', to: ['a@example.com'], subject: 's', text });
/** Has many places that are found one by one, each from the beginning: that takes longer than any check may. */
const endless = mail(`${'\n'.repeat(20_000)}${'{{now}}'.repeat(5_700)}`);
const LIMITED = [{ path: 'text', kind: 'limit', what: '', row: 1, column: 1 }];

describe('Templates', () => {
  it('without any are not looked at', async () => {
    expect(await templates.check('ana', mail('Hello'))).toEqual([]);
    expect(await templates.check('ana', { ...mail('{{ x }}'), placeholders: false } as Task)).toEqual([]);
  });

  it('that take too long end with their thread, and the next ones get a new one', async () => {
    expect(await templates.check('ana', endless)).toEqual(LIMITED);
    expect(await templates.check('ana', mail('{{ now }}'))).toEqual([]);
  });

  it('of one owner hold up those of another for one turn', async () => {
    const ended: string[] = [];
    const check = async (owner: string, task: Task) => {
      await templates.check(owner, task);
      ended.push(owner);
    };
    const many = Array.from({ length: 4 }, () => check('ana', endless));
    await Promise.all([...many, check('bob', mail('{{ now }}'))]);
    expect(ended.indexOf('bob')).toBeLessThan(2);
  }, 20_000);

  it('are refused when too many wait', async () => {
    const full = new Templates(1);
    const first = full.check('ana', mail('{{ now }}'));
    await expect(full.check('bob', mail('{{ now }}'))).rejects.toMatchObject({ status: 503 });
    await first;
    await full.close();
  });

  it('whose run ends meanwhile are not rendered', async () => {
    const values = {
      job: { id: '1', name: 'n', tags: [] },
      run: { id: '1', attempt: 1, trigger: 'manual', scheduledFor: new Date(0), dueAt: new Date(0) },
      now: new Date(0),
      previous: null,
      zone: 'UTC',
    };
    const ended = AbortSignal.abort(new Error('It was canceled.'));
    const rendering = templates.render('ana', mail('{{ now }}'), values, {}, ended);
    await expect(rendering).rejects.toThrow('It was canceled.');
  });
});
