import { mapTexts, withoutSecrets } from './secrets.ts';

/** The use of a text, by which its values are escaped: HTML by itself, a secret in an address by itself. */
export type TemplateForm = 'plain' | 'html' | 'address';

/** A text of a task with placeholders, and its place in it. */
export interface TemplateText {
  path: string;
  form: TemplateForm;
  text: string;
}

/** The part of a task that has texts. */
type WithTexts =
  | { type: 'log' }
  | {
      type: 'email';
      subject: string;
      text?: string | undefined;
      html?: string | undefined;
      placeholders?: boolean | undefined;
    }
  | {
      type: 'http';
      url: string;
      headers?: Record<string, string> | undefined;
      body?: unknown;
      placeholders?: boolean | undefined;
    };

type Change = (text: string, path: string, form: TemplateForm) => string;

/** Says if a text has the beginning of a placeholder or of a tag. */
export const hasBraces = (text: string): boolean => /\{\{|\{%/.test(text);

/** Changes the texts of a task that may hold placeholders. Recipients and names of headers are none of them. */
export function mapTemplates<T extends WithTexts>(task: T, change: Change): T {
  if (task.type === 'email') {
    const { subject, text, html } = task;
    return {
      ...task,
      subject: change(subject, 'subject', 'plain'),
      ...(text !== undefined && { text: change(text, 'text', 'plain') }),
      ...(html !== undefined && { html: change(html, 'html', 'html') }),
    };
  }
  if (task.type === 'log') return task;
  const { url, headers, body } = task;
  const within = <V>(value: V, place: string): V =>
    mapTexts(value, (text, path) => change(text, [place, ...path].join('.'), 'plain'));
  return {
    ...task,
    url: change(url, 'url', 'address'),
    ...(headers && { headers: within(headers, 'headers') }),
    ...(body !== undefined && { body: within(body, 'body') }),
  };
}

/** Lists the texts of a task that have placeholders, in the order of `mapTemplates`; none of a task that keeps its braces. */
export function listTemplates(task: WithTexts): TemplateText[] {
  const found: TemplateText[] = [];
  if (task.type === 'log' || task.placeholders === false) return found;
  mapTemplates(task, (text, path, form) => {
    if (hasBraces(text)) found.push({ path, form, text });
    return text;
  });
  return found;
}

/** Says if a task has more to fill in than secrets, which are filled in as they are. */
export const needsRendering = (task: WithTexts): boolean =>
  listTemplates(task).some(({ text }) => hasBraces(task.type === 'http' ? withoutSecrets(text) : text));

/** Says if a task names the run before, which takes a query to find. */
export const namesPrevious = (task: WithTexts): boolean =>
  listTemplates(task).some(({ text }) => /\bprevious\b/.test(text));

/** Puts rendered texts in the places of the templates that `listTemplates` lists, in its order. */
export function withRendered<T extends WithTexts>(task: T, rendered: readonly string[]): T {
  const next = rendered.values();
  return mapTemplates(task, (text) => (hasBraces(text) ? (next.next().value ?? text) : text));
}
