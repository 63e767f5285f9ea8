import { inLanguage } from './in-language.ts';

/** The words for commands that are pasted or imported: why one does not become a job, and what becomes of it. */
export const commandWords = inLanguage('commands', {
  noCommand: 'It cannot be imported: Punctual calls URLs and sends mail, it runs no commands.',
  shell: (sign: string) => `It needs a shell for “${sign}”. Punctual calls URLs and runs no commands.`,
  before: (text: string, tool: string) =>
    `“${text}” stands before ${tool}. Punctual calls URLs and runs no commands.`,
  flock: 'Leave “flock” out: a job here does not overlap itself.',
  timeout: 'Leave “timeout” out: a job here has a time limit of its own.',
  quote: 'A quotation mark is not closed.',
  windows: 'It is written for the command line of Windows. Copy it as cURL for bash.',
  percent: 'In a crontab a bare % ends the command. Write \\% for a percent sign.',
  unknown: (option: string, tool: string) => `“${option}” is not an option of ${tool} that is known here.`,
  noPlace: (option: string) => `A job cannot do what “${option}” asks for.`,
  file: (option: string) => `“${option}” reads a file on your machine. Put its content here instead.`,
  noValue: (option: string) => `“${option}” needs a value after it.`,
  noUrl: 'It names no address.',
  urls: (first: string, second: string) =>
    `It calls several addresses: “${first}” and “${second}”. Create a job for each.`,
  pattern: (url: string) => `curl makes several addresses of “${url}”. Create a job for each.`,
  noHeader: (text: string) => `“${text}” is not a header. Write a name, a colon and a value.`,
  headerTwice: (name: string) => `The header ${name} is given twice, which a job cannot send.`,
  headerRemoved: (name: string) => `A job cannot leave out the header ${name}.`,
  password: (user: string) => `It would ask for the password of “${user}”.`,
  ofHeader: (name: string, message: string) => `${name}: ${message}`,
  leftOut: (options: string) => `Left out: ${options}`,
  sealed: (names: string) => `Becomes a secret, kept encrypted and never shown again: ${names}`,
  openSecret: (name: string) =>
    `“${name}” in the address looks like a secret. Addresses are not encrypted: everyone who sees the job sees it.`,
});
