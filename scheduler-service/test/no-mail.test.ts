import { useApi } from '@punctual/testing/api/api';
import { expect, test } from 'vitest';

const api = useApi({ env: { SMTP_URL: undefined } });

test('without a mail server a forgotten password is no matter of mail: 422, account or not', async () => {
  for (const email of [api.ana.email, 'no-account@example.com']) {
    const error = await api.nobody.refused('POST', '/auth/forgot-password', { email });
    expect(error).toMatchObject({ status: 422, code: 'NOT_AVAILABLE' });
  }
});
