import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|svg)$/;
const WORTH_IT = 1_000;

/**
 * Writes a .br and a .gz beside each text file of the build, so that the server compresses nothing per request.
 * index.html is left out: it gets a fresh nonce with each answer.
 */
export function precompress(): Plugin {
  return {
    name: 'punctual:precompress',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      const files = readdirSync(dir, { recursive: true, encoding: 'utf8' });
      for (const file of files.filter((name) => TEXT.test(name))) compress(join(dir, file));
    },
  };
}

function compress(file: string): void {
  const content = readFileSync(file);
  if (content.length < WORTH_IT) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
