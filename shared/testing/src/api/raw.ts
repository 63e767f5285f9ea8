import { connect } from 'node:net';

/** Sends a request letter by letter, as no client would, and answers the first line of what comes back. */
export async function rawRequest(url: string, lines: string[], body = ''): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = [...lines, `Host: ${hostname}`, 'Connection: close', '', ''].join('\r\n');
  socket.write(head + body);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer.split('\r\n')[0] ?? '';
}
