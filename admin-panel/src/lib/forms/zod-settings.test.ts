import { expect, test } from 'vitest';
import { config } from 'zod';
import { forbidGeneratedCode } from './zod-settings.ts';

test('settings of zod: those made without loading it are the ones that it reads', () => {
  forbidGeneratedCode();
  expect(config().jitless).toBe(true);
});
