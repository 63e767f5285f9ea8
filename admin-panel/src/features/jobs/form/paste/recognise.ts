import { commandWords } from '../../../../lib/strings/commands.ts';
import type { JobFormValues } from '../job-form-values.ts';
import { rowsIn, rowsText } from '../task/secrets/secret-rows.ts';
import { fromExpression } from '../when/from-expression.ts';
import { readCronCommand, readCrontab } from './crontab-line.ts';
import { beginsLikeCall, type CallRead, readCall } from './read-call.ts';
import { type SealedCall, sealSecrets } from './seal-secrets.ts';

/** The meaning of a pasted text, and how the form is filled in from it. */
export interface Recognised {
  looksLike: 'curl' | 'crontab';
  /** The reason why a command is not taken, not even in part; null for one that is. */
  refused: string | null;
  leftOut: readonly string[];
  /** Where secrets were found, which are sealed. */
  sealed: readonly string[];
  /** A secret that stays in the address; null for none. */
  open: string | null;
  /** Fills in what is taken: the call, the times, or both; null where nothing is. */
  fill: ((values: JobFormValues) => Partial<JobFormValues>) | null;
}

type Filled = (values: JobFormValues) => Partial<JobFormValues>;

/** Recognises a call by curl or wget, or a line of a crontab; null for everything else. */
export function recognise(text: string): Recognised | null {
  const line = readCrontab(text);
  if (line !== null) {
    const { expression } = line;
    const mode = fromExpression(expression) === null ? 'cron' : 'repeat';
    return found('crontab', readCronCommand(line.command), () => ({ mode, expression, weeks: 1 }));
  }
  return beginsLikeCall(text) ? found('curl', readCall(text), null) : null;
}

function found(looksLike: Recognised['looksLike'], read: CallRead | null, times: Filled | null): Recognised {
  if (read === null || 'refused' in read)
    return {
      looksLike,
      refused: read?.refused ?? commandWords.noCommand,
      leftOut: [],
      sealed: [],
      open: null,
      fill: times,
    };
  const sealed = sealSecrets(read.request);
  return {
    looksLike,
    refused: null,
    leftOut: sealed.request.leftOut,
    sealed: sealed.found,
    open: sealed.open,
    fill: (values) => ({ ...call(values, sealed), ...times?.(values) }),
  };
}

function call({ task }: JobFormValues, { request, secrets }: SealedCall): Partial<JobFormValues> {
  const { method, url, headers, body } = request;
  const others = rowsIn(task.http?.secrets ?? '').filter(({ name }) => !(name in secrets));
  const own = Object.entries(secrets).map(([name, value]) => ({ name, value, setAt: null }));
  const texts = {
    ...task.http,
    method,
    url,
    headers: headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: body ?? '',
    secrets: rowsText([...others, ...own]),
  };
  return { kind: 'http', task: { ...task, http: texts } };
}
