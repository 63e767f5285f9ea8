import { isIP } from 'node:net';

const GONE = '…';
/** Splits a text into words, at blanks, brackets, quotes and signs that separate a name from its value. */
const WORDS = /[^\s<>()[\]"',;=]+/g;
const HOST = /^(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*$/i;
const HOST_AND_PORT = /^([a-z][\w.-]*|\d+(?:\.\d+){3}):\d{1,5}$/i;

/**
 * Removes from an answer of the operator's mail server what tells of their network: addresses of machines, names of
 * hosts, accounts. The recipients of the message, their domains and links to explanations stay.
 */
export function withoutNetwork(answer: string, recipients: string[]): string {
  const known = new Set(
    recipients.flatMap((address) => [address, address.slice(address.lastIndexOf('@') + 1)]),
  );
  return answer.replace(WORDS, (word) => {
    const [, bare = word, end = ''] = /^(.*?)([.:!?]*)$/s.exec(word) ?? [];
    return known.has(bare.toLowerCase()) || !tellsOfNetwork(bare) ? word : GONE + end;
  });
}

function tellsOfNetwork(word: string): boolean {
  if (/^https?:\/\//i.test(word)) return !URL.canParse(word) || !isPublicName(new URL(word).hostname);
  const host = word.replace(/^IPv6:/i, '');
  return word.includes('@') || isIP(host) > 0 || HOST_AND_PORT.test(word) || HOST.test(word);
}

const isPublicName = (hostname: string): boolean => HOST.test(hostname);
