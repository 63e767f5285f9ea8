import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const TEN_GB = 10 * 1_024 ** 3;
const DRIP_MS = 20;

const status =
  (code: number, headers: Record<string, string> = {}, body = `status ${code}`): Behaviour =>
  (_request, response) => {
    response.writeHead(code, headers).end(body);
  };

/** Behaviour of each path of the sink. */
export const BEHAVIOURS: Record<string, Behaviour> = {
  '/echo': (request, response) => void echo(request, response),
  '/hang': () => {},
  '/204': (_request, response) => void response.writeHead(204).end(),
  '/404': status(404),
  '/410': status(410),
  '/429': status(429, { 'retry-after': '7' }),
  '/429-day': status(429, { 'retry-after': '86400' }),
  '/500': status(500),
  '/loop': status(302, { location: '/loop' }),
  '/metadata': status(302, { location: 'http://169.254.169.254/latest/meta-data/' }),
  '/binary': (_request, response) =>
    void response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(1_000, 0xff)),
  '/endless': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': TEN_GB });
    pour(response);
  },
  '/drip': (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), DRIP_MS);
    response.once('close', () => clearInterval(timer));
  },
  '/reset': ({ socket }) => void socket.resetAndDestroy(),
  '/half': (_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => response.socket?.resetAndDestroy());
  },
  '/garbage': ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.9\r\n'),
};

async function echo(request: IncomingMessage, response: ServerResponse) {
  const { method, headers } = request;
  const body = await text(request);
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ method, headers, body }));
}

/** Writes as fast as the other side reads, for as long as it does. */
function pour(response: ServerResponse) {
  const chunk = Buffer.alloc(65_536, 'x');
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  write();
}
