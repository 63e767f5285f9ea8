import { Button, TextInput } from '@mantine/core';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { useState } from 'react';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import { inOwnClock } from '../../../../lib/time/clock-words.ts';
import { type FieldsProps, field } from '../fields.ts';
import classes from '../job-form.module.css';
import { Pasted } from '../paste/pasted.tsx';
import { cronExamples } from './cron-examples.ts';
import { CronPartsLine } from './cron-parts-line.tsx';
import { fromExpression } from './from-expression.ts';
import { ZoneField } from './zone-field.tsx';

interface Props extends FieldsProps {
  kinds: readonly TaskKind[];
}

/**
 * Edits an expression in one field; its parts are named beneath it, and the one under the caret is marked.
 */
export function CronFields({ form, kinds }: Props) {
  const { expression, zone } = form.values;
  const [caret, setCaret] = useState<number | null>(null);
  const readCaret = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    setCaret(currentTarget.selectionStart);
  // What is written here is weekly, also where "Repeat" had every second week before.
  const write = (text: string) => form.setValues({ expression: text, weeks: 1 });
  const isShowable = fromExpression(expression) !== null;
  return (
    <>
      <div className={classes.expressionRow}>
        <TextInput
          label={whenWords.expression}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          classNames={{ input: classes.mono ?? '' }}
          onSelect={readCaret}
          onBlurCapture={() => setCaret(null)}
          {...field(form, 'expression')}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
        <ZoneField form={form} />
      </div>
      <CronPartsLine expression={expression} caret={caret}>
        <Button
          variant="subtle"
          size="compact-xs"
          aria-disabled={!isShowable}
          data-faint={!isShowable || undefined}
          className={classes.faint ?? ''}
          onClick={() => isShowable && form.setFieldValue('mode', 'repeat')}
        >
          {whenWords.asChoices}
        </Button>
      </CronPartsLine>
      <Pasted form={form} kinds={kinds} text={expression} field="expression" />
      <fieldset className={classes.chips} aria-label={whenWords.examplesLabel}>
        {cronExamples(zone, new Date()).map((example) => (
          <Button
            key={example.expression}
            variant="default"
            size="xs"
            radius="xl"
            title={example.expression}
            onClick={() => write(example.expression)}
          >
            {inOwnClock(example.words)}
          </Button>
        ))}
      </fieldset>
    </>
  );
}
