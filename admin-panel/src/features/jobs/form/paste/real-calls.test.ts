import { describe, expect, test } from 'vitest';
import type { CallRequest } from './call-request.ts';
import { readCall } from './read-call.ts';

const FORM = ['Content-Type', 'application/x-www-form-urlencoded'];
const JSON_TYPE = ['Content-Type', 'application/json'];
const URL = 'https://api.example.com/hook';

const read = (line: string) => readCall(line);

/** Commands as people have them in their crontabs, scripts and documents, and the call that curl or wget makes. */
const RIGHT: [string, Partial<Record<keyof CallRequest, unknown>>][] = [
  [`curl -sX POST ${URL}`, { method: 'POST', url: URL, headers: [], leftOut: [] }],
  [`curl -so /dev/null ${URL}`, { method: 'GET', url: URL, leftOut: [] }],
  [`curl -fsSLo /dev/null ${URL}`, { method: 'GET', url: URL, leftOut: ['-L'] }],
  [`curl -skX PUT -d a=1 ${URL}`, { method: 'PUT', url: URL, body: 'a=1', leftOut: ['-k'] }],
  [`curl -sd a=1 ${URL}`, { method: 'POST', url: URL, body: 'a=1', headers: [FORM] }],
  [`curl -sGd a=1 ${URL}?x=2`, { method: 'GET', url: `${URL}?x=2&a=1`, body: null, headers: [] }],
  [`curl -sSXPOST ${URL}`, { method: 'POST', url: URL }],
  [`curl --oauth2-bearer s3cr3t ${URL}`, { url: URL, headers: [['Authorization', 'Bearer s3cr3t']] }],
  [`curl --retry 3 --retry-delay 5 ${URL}`, { url: URL, leftOut: ['--retry 3', '--retry-delay 5'] }],
  [`curl -sm 10 ${URL}`, { url: URL, leftOut: ['-m 10'] }],
  [`curl --max-redirs=3 --retry-max-time 60 ${URL}`, { url: URL }],
  [`/usr/bin/curl -fsS ${URL} >/dev/null 2>&1`, { method: 'GET', url: URL, leftOut: [] }],
  [`curl ${URL} &> /var/log/$(date +%F).log`, { url: URL }],
  [`curl --url ${URL} --request DELETE`, { method: 'DELETE', url: URL }],
  [
    `curl --request=PATCH --header='X-Team: ops' --data='{"a":1}' ${URL}`,
    { method: 'PATCH', body: '{"a":1}' },
  ],
  [
    `curl --json '{"text":"hi"}' ${URL}`,
    { method: 'POST', headers: [['Accept', 'application/json'], JSON_TYPE] },
  ],
  [`curl --json '{"a":' --json '1}' -H 'Accept: text/plain' ${URL}`, { body: '{"a":1}' }],
  [
    `curl -H "Content-Type: application/json" -d "{\\"n\\": 5}" ${URL}`,
    { body: '{"n": 5}', headers: [JSON_TYPE] },
  ],
  [`curl --data-raw '@not-a-file' ${URL}`, { body: '@not-a-file' }],
  [`curl --data-urlencode "q=a b&c" --data-urlencode '=it(s)' ${URL}`, { body: 'q=a%20b%26c&it%28s%29' }],
  [
    `curl -G ${URL} --data-urlencode 'since=2026-11-30T00:00+01:00'`,
    { url: `${URL}?since=2026-11-30T00%3A00%2B01%3A00` },
  ],
  [`curl -u ana:geheim ${URL}`, { headers: [['Authorization', 'Basic YW5hOmdlaGVpbQ==']] }],
  [
    'curl https://ana:ge%40heim@api.example.com/hook',
    { url: URL, headers: [['Authorization', 'Basic YW5hOmdlQGhlaW0=']] },
  ],
  [`curl -b 'a=1' -b 'b=2' ${URL}`, { headers: [['Cookie', 'a=1; b=2']] }],
  [`curl -c jar.txt ${URL}`, { url: URL, headers: [], leftOut: ['-c jar.txt'] }],
  [
    `curl -A 'Nightly/1.0' -e ${URL} ${URL}`,
    {
      headers: [
        ['User-Agent', 'Nightly/1.0'],
        ['Referer', URL],
      ],
    },
  ],
  [`curl -H 'X-Empty;' -H 'Expect:' ${URL}`, { headers: [['X-Empty', '']] }],
  [
    `curl -H 'Host: api.example.com' -H 'Connection: keep-alive' ${URL}`,
    { headers: [], leftOut: ['Connection: keep-alive'] },
  ],
  [
    `curl -r 0-99 --limit-rate 10k ${URL}`,
    { headers: [['Range', 'bytes=0-99']], leftOut: ['--limit-rate 10k'] },
  ],
  [`curl -I --http2 ${URL}`, { method: 'HEAD', leftOut: ['--http2'] }],
  [`curl -w '%{http_code}\\n' -o /dev/null -s ${URL}`, { url: URL, leftOut: [] }],
  [`curl --no-progress-meter --proto '=https' --tlsv1.2 -sSf ${URL}`, { url: URL }],
  [`curl -g '${URL}?ids[]=1&ids[]=2'`, { url: `${URL}?ids[]=1&ids[]=2` }],
  ['curl http://[2001:db8::1]:8080/x', { url: 'http://[2001:db8::1]:8080/x' }],
  [`curl ${URL} # every night`, { url: URL }],
  [`curl -X POST \\\n  ${URL} \\\n  -H 'Accept: */*'`, { method: 'POST', url: URL }],
  [`curl -X POST \\  ${URL} \\  -d ''`, { method: 'POST', url: URL, body: '' }],
  [`curl ${URL} -H $'X-Note: it\\'s \\u00e9'`, { headers: [['X-Note', "it's é"]] }],
  [`curl --location '${URL}' --header 'X-Api-Key: k' --data '{}' &`, { body: '{}', leftOut: ['--location'] }],
  [`wget -q -O - ${URL}`, { method: 'GET', url: URL, leftOut: [] }],
  [`/usr/bin/wget -qO- --tries=3 -T 20 ${URL} > /dev/null`, { url: URL, leftOut: ['--tries 3', '-T 20'] }],
  [`wget -nv --spider ${URL}`, { method: 'HEAD', url: URL, leftOut: [] }],
  [`wget --post-data 'a=1' --header='X-Team: ops' ${URL}`, { method: 'POST', body: 'a=1' }],
  [`wget --user=ana --password=geheim -O /backup/x.sql ${URL}`, { leftOut: ['-O /backup/x.sql'] }],
];

const REFUSED: [string, string][] = [
  [`curl -d @/etc/payload.json ${URL}`, '“-d @/etc/payload.json” reads a file on your machine.'],
  [`curl --data-binary @- ${URL}`, '“--data-binary @-” reads a file'],
  [`curl --json @body.json ${URL}`, '“--json @body.json” reads a file'],
  [`curl --data-urlencode text@note.txt ${URL}`, 'reads a file'],
  [`curl -H @headers.txt ${URL}`, '“-H @headers.txt” reads a file'],
  [`curl -b jar.txt ${URL}`, '“-b jar.txt” reads a file'],
  [`curl -F 'file=@backup.tgz' ${URL}`, 'A job cannot do what “-F file=@backup.tgz” asks for.'],
  [`curl -sT backup.tgz ${URL}`, '“-T backup.tgz”'],
  [`curl --interface eth0 ${URL}`, '“--interface eth0”'],
  [`curl -E /c.pem --key /k.pem ${URL}`, '“-E /c.pem”'],
  [`curl --unix-socket /run/docker.sock http://localhost/info`, '“--unix-socket /run/docker.sock”'],
  [`curl -K cron.curlrc`, '“-K cron.curlrc”'],
  [`curl --request-target /x ${URL}`, '“--request-target /x”'],
  [`curl -x http://proxy:3128 ${URL}`, '“-x http://proxy:3128”'],
  [`curl --digest -u a:b ${URL}`, '“--digest”'],
  [`curl -n ${URL}`, '“-n”'],
  [`curl -u ana ${URL}`, 'the password of “ana”'],
  [
    `curl https://a.example/p https://b.example/p`,
    'several addresses: “https://a.example/p” and “https://b.example/p”',
  ],
  ['curl https://a.example/[1-3].txt', 'several addresses of “https://a.example/[1-3].txt”'],
  ['curl -sS', 'It names no address.'],
  [`curl -H 'X-A: 1' -H 'x-a: 2' ${URL}`, 'The header x-a is given twice'],
  [`curl -H 'nonsense' ${URL}`, '“nonsense” is not a header.'],
  [`curl --frobnicate ${URL}`, '“--frobnicate” is not an option of curl'],
  [`curl ${URL} -X`, '“-X” needs a value'],
  [`curl ${URL} | jq .ok`, 'It needs a shell for “|”'],
  [`curl "${URL}?at=$(date +%s)"`, 'It needs a shell for “$(date”'],
  [`curl -H "X-Key: $KEY" ${URL}`, 'It needs a shell for “$KEY”'],
  [`curl ${URL}?a=1&b=2`, 'It needs a shell for “&”'],
  [`curl -d 'open ${URL}`, 'A quotation mark is not closed.'],
  [`curl ^"${URL}^" ^\r\n -H ^"Accept: */*^"`, 'the command line of Windows'],
  [`cd /tmp; curl ${URL}`, '“cd /tmp;” stands before curl.'],
  [`flock -n /tmp/l curl ${URL}`, 'a job here does not overlap itself'],
  [`timeout 30 /usr/bin/wget -q ${URL}`, '“timeout 30” stands before wget.'],
  [`wget -r ${URL}`, '“-r”'],
  [`wget --post-file=x ${URL}`, '“--post-file x”'],
  [`wget --user ana ${URL}`, 'the password of “ana”'],
  [`bash -c 'curl ${URL}'`, '“bash” stands before curl.'],
];

describe('a command that calls an address', () => {
  test.each(RIGHT)('is read by its own options: %s', (line, expected) => {
    expect(read(line)).toMatchObject({ request: expected });
  });

  test.each(REFUSED)('is refused as a whole, with the reason: %s', (line, reason) => {
    expect(read(line)).toEqual({ refused: expect.stringContaining(reason) });
  });

  test.each(['/usr/bin/backup --all', 'curly https://example.com', 'https://example.com/curl', ''])(
    'is not what “%s” is',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );
});
