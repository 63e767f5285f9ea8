import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { KeptAnswer, StoredAnswer } from '@punctual/engine/database/documents';

/** Longer bodies are packed (characters): answers to requests about many jobs, which say much the same of each. */
const PACKED_FROM = 16_384;

/** Packs an answer, to be kept. */
export async function packAnswer(answer: KeptAnswer): Promise<StoredAnswer> {
  if (answer.body.length < PACKED_FROM) return answer;
  return { ...answer, body: await promisify(gzip)(answer.body) };
}

/** Unpacks an answer as it was given. */
export async function unpackAnswer({ body, ...rest }: StoredAnswer): Promise<KeptAnswer> {
  if (typeof body === 'string') return { ...rest, body };
  const packed = Buffer.isBuffer(body) ? body : body.buffer;
  return { ...rest, body: (await promisify(gunzip)(packed)).toString() };
}
