import { PAGE_CSS, PAGE_JS } from './assets.ts';
import type { Message } from './message.ts';
import type { MessageStore } from './message-store.ts';
import { countLine, errorPage, listPage, messagePage, messageRows } from './pages.ts';

const SHOWN_ON_PAGE = 200;
/** A message's own HTML: no scripts, no requests, no links that lead out of the frame. */
const MESSAGE_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

export interface Answer {
  status?: number;
  type: string;
  body: string | Uint8Array;
  headers?: Record<string, string>;
}

type Handler = (store: MessageStore, url: URL, id: string) => Promise<Answer>;

const ROUTES: Array<[RegExp, Handler]> = [
  [/^\/$/, showList],
  [/^\/rows$/, showNewRows],
  [/^\/page\.css$/, async () => ({ type: 'text/css', body: PAGE_CSS })],
  [/^\/page\.js$/, async () => ({ type: 'text/javascript', body: PAGE_JS })],
  [/^\/messages\/([\w-]+)$/, withMessage((message) => page(messagePage(message)))],
  [/^\/messages\/([\w-]+)\/html$/, withMessage(ownHtml)],
  [/^\/messages\/([\w-]+)\.eml$/, download],
  [/^\/api\/messages$/, listAsJson],
  [/^\/api\/messages\/([\w-]+)$/, withMessage(json)],
];

/** Answers a GET; what is not known is a 404. */
export async function route(store: MessageStore, url: URL): Promise<Answer> {
  for (const [pattern, handler] of ROUTES) {
    const match = pattern.exec(url.pathname);
    if (match) return handler(store, url, match[1] ?? '');
  }
  return notFound();
}

/** A page that says what is wrong. */
export function problem(status: number, text: string): Answer {
  return { ...page(errorPage(text)), status };
}

async function showList(store: MessageStore): Promise<Answer> {
  return page(listPage(await store.list({ limit: SHOWN_ON_PAGE }), store.count));
}

async function showNewRows(store: MessageStore, url: URL): Promise<Answer> {
  const added = await store.list({ limit: SHOWN_ON_PAGE, after: url.searchParams.get('after') ?? '' });
  return { ...page(messageRows(added).text), headers: { 'X-Count-Line': countLine(store.count) } };
}

async function listAsJson(store: MessageStore, url: URL): Promise<Answer> {
  const limit = Number(url.searchParams.get('limit') ?? '1000');
  if (!Number.isInteger(limit) || limit < 1) return problem(422, 'limit must be a whole number from 1');
  return json({ total: store.count, data: await store.list({ limit }) });
}

async function download(store: MessageStore, _url: URL, id: string): Promise<Answer> {
  const body = await store.raw(id);
  if (!body) return notFound();
  return {
    type: 'message/rfc822',
    body,
    headers: { 'Content-Disposition': `attachment; filename="${id}.eml"` },
  };
}

function withMessage(show: (message: Message) => Answer): Handler {
  return async (store, _url, id) => {
    const message = await store.get(id);
    return message ? show(message) : notFound();
  };
}

function ownHtml(message: Message): Answer {
  return { ...page(message.html), headers: { 'Content-Security-Policy': MESSAGE_POLICY } };
}

function page(body: string): Answer {
  return { type: 'text/html', body };
}

function json(value: unknown): Answer {
  return { type: 'application/json', body: JSON.stringify(value) };
}

function notFound(): Answer {
  return problem(404, 'There is no such message or page');
}
