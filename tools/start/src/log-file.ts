import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file for the lines of one start; that of the start before is kept beside it as `.1`. */
export function openLogFile(file: string): (line: string) => void {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) renameSync(file, `${file}.1`);
  const stream = createWriteStream(file);
  // A full disk must not end the whole: the services go on, only their log is cut.
  stream.on('error', (error) => console.error(`${file} cannot be written: ${error.message}`));
  return (line) => {
    stream.write(`${line}\n`);
  };
}
