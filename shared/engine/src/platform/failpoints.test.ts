import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from './config.ts';
import { armFailpoints, failpoint } from './failpoints.ts';

afterEach(() => armFailpoints('afterFinish:delay=0'));
const passing = async (name: Parameters<typeof failpoint>[0]) => failpoint(name);

describe('a failpoint', () => {
  it('does nothing when it is not armed', () => {
    armFailpoints('afterStart:throw');
    expect(failpoint('beforeEffect')).toBeUndefined();
  });

  it('breaks off what passes it, once', async () => {
    armFailpoints('afterStart:throw');
    await expect(passing('afterStart')).rejects.toThrow('A failpoint broke this off.');
    await expect(passing('afterStart')).resolves.toBeUndefined();
  });

  it('waits for the n-th time, when it names one', async () => {
    armFailpoints('afterStart:throw#3');
    await passing('afterStart');
    await passing('afterStart');
    await expect(passing('afterStart')).rejects.toThrow();
  });

  it('may be armed beside others', async () => {
    armFailpoints('afterStart:throw, beforeEffect:delay=1');
    await expect(passing('beforeEffect')).resolves.toBeUndefined();
    await expect(passing('afterStart')).rejects.toThrow();
  });

  it.each([
    'afterLunch:kill',
    'afterStart:explode',
    'afterStart',
    'afterStart:delay=soon',
    'afterStart:kill#0',
    '',
    'afterStart:kill,',
  ])('that does not exist is refused, and the known ones are named: %j', (text) => {
    expect(() => armFailpoints(text)).toThrow(ConfigError);
    expect(() => armFailpoints(text)).toThrow(
      /Places: afterRunInsert, .*Actions: kill, stop, throw, delay=<ms>/,
    );
  });
});
