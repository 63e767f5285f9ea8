import { Button, TextInput } from '@mantine/core';
import type { TagAction } from '@punctual/contracts/api/job-bulk-contract';
import { Segments } from '../../../components/segments.tsx';
import { tagChangeWords as words } from '../../../lib/strings/tag-change.ts';
import { tagsIn } from '../tags-in.ts';
import classes from './tag-fields.module.css';

const ACTIONS = (['tag', 'untag'] as const).map((value) => ({ value, label: words.actions[value] }));
/** More would fill the dialog. */
const OFFERED = 12;

/** Tags as they are typed, and if they are added or removed. */
export interface TagChange {
  action: TagAction;
  text: string;
}

interface Props {
  value: TagChange;
  /** Tags that are offered, by a press each. */
  known: readonly string[];
  onChange: (value: TagChange) => void;
}

/** Asks which tags many jobs get, or lose. */
export function TagFields({ value, known, onChange }: Props) {
  const chosen = tagsIn(value.text);
  const toggle = (tag: string) => {
    const next = chosen.includes(tag) ? chosen.filter((one) => one !== tag) : [...chosen, tag];
    onChange({ ...value, text: next.join(', ') });
  };
  return (
    <div className={classes.fields}>
      <Segments
        name="tag-action"
        label={words.what}
        options={ACTIONS}
        value={value.action}
        onChange={(action) => onChange({ ...value, action })}
      />
      <TextInput
        label={words.tags}
        description={words.hint}
        autoComplete="off"
        value={value.text}
        onChange={({ currentTarget }) => onChange({ ...value, text: currentTarget.value })}
      />
      {known.length > 0 && (
        <fieldset aria-label={words.known}>
          {known.slice(0, OFFERED).map((tag) => (
            <Button
              key={tag}
              size="compact-sm"
              radius="xl"
              variant="default"
              aria-pressed={chosen.includes(tag)}
              onClick={() => toggle(tag)}
            >
              {tag}
            </Button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
