import { html, type SafeHtml } from './html.ts';
import type { Message, MessageSummary } from './message.ts';

/** The list of messages, the newest first. */
export function listPage(messages: MessageSummary[], total: number): string {
  const body = html`
    <header><h1>Caught mail</h1><p id="count" role="status">${countLine(total)}</p></header>
    <main>
      <p id="empty" ${messages.length > 0 ? html`hidden` : ''}>Nothing yet. Mail that Punctual sends appears here by itself.</p>
      <table ${messages.length > 0 ? '' : html`hidden`}>
        <caption class="hidden">Messages, the newest first</caption>
        <thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">From</th><th scope="col">Received (UTC)</th></tr></thead>
        <tbody id="messages">${messageRows(messages)}</tbody>
      </table>
    </main>
    <script src="/page.js" defer></script>`;
  return page('Caught mail', body);
}

/** Rows of the list alone: what the page fetches for the messages that came since. */
export function messageRows(messages: MessageSummary[]): SafeHtml {
  return html`${messages.map(
    (message) => html`
      <tr data-id="${message.id}">
        <td><a href="/messages/${message.id}">${message.subject || '(no subject)'}</a></td>
        <td>${recipientLine(message)}</td><td>${message.from}</td>
        <td><time datetime="${message.receivedAt}">${readableTime(message.receivedAt)}</time></td>
      </tr>`,
  )}`;
}

export const countLine = (total: number): string => (total === 1 ? '1 message' : `${total} messages`);

/** One message: headers, text, and its HTML where scripts and requests are impossible. */
export function messagePage(message: Message): string {
  const facts: Array<[string, string]> = [
    ['From', message.from],
    ['To', message.to.join(', ')],
    ['Cc', message.cc.join(', ')],
    ['Delivered to', message.recipients.join(', ')],
    ['Received', readableTime(message.receivedAt)],
    ['Attachments', message.attachments.join(', ')],
  ];
  const rows = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  const body = html`
    <header><p><a href="/">All messages</a></p><h1>${message.subject || '(no subject)'}</h1></header>
    <main>
      <dl>${rows}</dl>
      ${message.text ? html`<h2>Text</h2><pre tabindex="0">${message.text}</pre>` : ''}
      ${message.html ? html`<h2>HTML</h2><iframe sandbox="" title="The message as HTML" src="/messages/${message.id}/html"></iframe>` : ''}
      <h2>Headers</h2><dl class="headers">${headerRows(message)}</dl>
      <p><a href="/messages/${message.id}.eml" download>Download the message (.eml)</a></p>
    </main>`;
  return page(message.subject || '(no subject)', body);
}

/** A page that says what is wrong. */
export function errorPage(message: string): string {
  return page(message, html`<main><h1>${message}</h1><p><a href="/">All messages</a></p></main>`);
}

function headerRows(message: Message): SafeHtml[] {
  return Object.entries(message.headers).flatMap(([name, values]) =>
    values.map((value) => html`<dt>${name}</dt><dd>${value}</dd>`),
  );
}

function page(title: string, body: SafeHtml): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title} · Punctual</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>${body}</body>
</html>`.text;
}

function recipientLine({ to, recipients }: MessageSummary): string {
  return (to.length > 0 ? to : recipients).join(', ');
}

function readableTime(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, '');
}
