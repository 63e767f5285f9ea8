import { Button } from '@mantine/core';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { useState } from 'react';
import { announce } from '../../../../lib/announce.ts';
import { commandWords } from '../../../../lib/strings/commands.ts';
import { whatWords } from '../../../../lib/strings/form-what.ts';
import type { FieldsProps } from '../fields.ts';
import classes from '../job-form.module.css';
import { emptyTask } from '../job-form-values.ts';
import { type Recognised, recognise } from './recognise.ts';

const words = whatWords.paste;

interface Props extends FieldsProps {
  kinds: readonly TaskKind[];
  /** The text that was typed or pasted, and its field. */
  text: string;
  field: 'url' | 'expression';
}

/** Offers to fill in the form from a command or a crontab line in a field; says why where it cannot. */
export function PasteOffer({ form, kinds, text, field }: Props) {
  const [dismissed, setDismissed] = useState('');
  const found = text === dismissed ? null : recognise(text);
  if (found === null) return null;
  const { fill } = found;
  const fillIn = () => {
    const { values } = form;
    const emptied = field === 'url' ? withoutUrl(values, kinds) : values;
    form.setValues({ ...emptied, ...fill?.(emptied) });
    form.clearErrors();
    announce(words.filled);
  };
  return (
    <div className={classes.offer} role="status">
      <p>{fill === null ? words.refused : words[found.looksLike]}</p>
      <Notes found={found} />
      <div className={classes.chips}>
        {fill !== null && (
          <Button size="xs" onClick={fillIn}>
            {words.fill}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setDismissed(text)}>
          {words.dismiss}
        </Button>
      </div>
    </div>
  );
}

/** Says what is not taken as it is, and where secrets go. */
function Notes({ found }: { found: Recognised }) {
  const { refused, fill, leftOut, sealed, open } = found;
  return (
    <>
      {refused !== null && <p className={classes.hint}>{refused}</p>}
      {refused !== null && fill !== null && <p className={classes.hint}>{words.onlyTimes}</p>}
      {leftOut.length > 0 && <p className={classes.hint}>{commandWords.leftOut(leftOut.join(' '))}</p>}
      {sealed.length > 0 && <p className={classes.hint}>{commandWords.sealed(sealed.join(', '))}</p>}
      {open !== null && <p className={classes.hint}>{commandWords.openSecret(open)}</p>}
    </>
  );
}

/** Clears the command from the field that it was pasted into. */
const withoutUrl = (values: Props['form']['values'], kinds: readonly TaskKind[]) => ({
  ...values,
  task: { ...values.task, http: { ...values.task.http, url: emptyTask(kinds).http?.url ?? '' } },
});
