import { expect, test } from 'vitest';
import { refusalReason } from './refusal.ts';

test.each([
  'mongodb://127.0.0.1:27017/punctual',
  'mongodb://localhost',
  'mongodb://a:b@[::1]:27017/x?tls=false',
])('a database on this machine may be seeded: %s', (uri) => {
  expect(refusalReason(uri, undefined)).toBeNull();
});

test.each([
  'mongodb://db.example.com/punctual',
  'mongodb+srv://a:b@cluster.example.com',
  'mongodb://localhost,db2:27017',
  'x',
])('any other one only when told so: %s', (uri) => {
  expect(refusalReason(uri, undefined)).toMatch(/not on this machine/);
});

test('what is called production is none to play with, wherever it is', () => {
  expect(refusalReason('mongodb://localhost', 'production')).toMatch(/NODE_ENV/);
});
