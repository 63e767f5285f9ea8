import { expect, test } from 'vitest';
import { caughtMailPage, smtpServer } from './smtp-server.ts';

test('an address of a mail server may say where mail is caught; the server is the same', () => {
  const plain = 'smtp://mail-catcher:1025';
  const caught = `${plain}?caught=http://localhost:8025/`;
  expect(caughtMailPage(caught)).toBe('http://localhost:8025/');
  expect(smtpServer(caught)).toEqual(smtpServer(plain));
});

test.each(['smtp://mail.example.com:587', 'smtp://h?caught=', 'smtp://h?caught=javascript:alert(1)'])(
  'nothing is caught by %s',
  (smtpUrl) => {
    expect(caughtMailPage(smtpUrl)).toBeNull();
  },
);
