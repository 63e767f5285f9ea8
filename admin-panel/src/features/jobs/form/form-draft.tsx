import { Button } from '@mantine/core';
import { formWords } from '../../../lib/strings/form.ts';
import { listText } from '../../../lib/strings/list.ts';
import classes from './form-draft.module.css';

interface Props {
  /** Secrets and headers whose values were not kept. */
  secrets: readonly string[];
  onStartOver: () => void;
}

/** Says that the form holds an earlier draft, and which parts of it were not kept. */
export function FormDraft({ secrets, onStartOver }: Props) {
  return (
    <div className={classes.draft}>
      <span>
        {formWords.draftKept} {secrets.length > 0 && formWords.secretsLeftOut(listText(secrets))}
      </span>
      <Button variant="default" size="xs" onClick={onStartOver}>
        {formWords.discardDraft}
      </Button>
    </div>
  );
}
