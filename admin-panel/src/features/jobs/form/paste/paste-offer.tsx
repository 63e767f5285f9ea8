import { Button } from '@mantine/core';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { useState } from 'react';
import { announce } from '../../../../lib/announce.ts';
import { whatWords } from '../../../../lib/strings/form-what.ts';
import type { FieldsProps } from '../fields.ts';
import classes from '../job-form.module.css';
import { emptyTask } from '../job-form-values.ts';
import { recognise } from './recognise.ts';

const words = whatWords.paste;

interface Props extends FieldsProps {
  kinds: readonly TaskKind[];
  /** The text that was typed or pasted, and its field. */
  text: string;
  field: 'url' | 'expression';
}

/** Offers to fill in the form from a curl command or a crontab line in a field. */
export function PasteOffer({ form, kinds, text, field }: Props) {
  const [dismissed, setDismissed] = useState('');
  const found = text === dismissed ? null : recognise(text);
  if (found === null) return null;
  const fill = () => {
    const { values } = form;
    const emptied = field === 'url' ? withoutUrl(values, kinds) : values;
    form.setValues({ ...emptied, ...found.fill(emptied) });
    form.clearErrors();
    announce(words.filled);
  };
  return (
    <div className={classes.offer} role="status">
      <p>{words[found.looksLike]}</p>
      {found.onlyTimes && <p className={classes.hint}>{words.onlyTimes}</p>}
      {found.leftOut.length > 0 && <p className={classes.hint}>{words.leftOut(found.leftOut.join(' '))}</p>}
      <div className={classes.chips}>
        <Button size="xs" onClick={fill}>
          {words.fill}
        </Button>
        <Button size="xs" variant="default" onClick={() => setDismissed(text)}>
          {words.dismiss}
        </Button>
      </div>
    </div>
  );
}

/** Clears the command from the field that it was pasted into. */
const withoutUrl = (values: Props['form']['values'], kinds: readonly TaskKind[]) => ({
  ...values,
  task: { ...values.task, http: { ...values.task.http, url: emptyTask(kinds).http?.url ?? '' } },
});
