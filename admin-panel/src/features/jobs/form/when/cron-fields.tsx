import { Button, TextInput } from '@mantine/core';
import type { TaskKind } from '@punctual/shared/api/tasks-contract';
import { useState } from 'react';
import { ZoneSelect } from '../../../../components/zone-select.tsx';
import { formWords } from '../../../../lib/strings/form.ts';
import { type FieldsProps, field } from '../fields.ts';
import classes from '../job-form.module.css';
import { PasteOffer } from '../paste/paste-offer.tsx';
import { cronExamples } from './cron-examples.ts';
import { CronPartsLine } from './cron-parts-line.tsx';
import { fromExpression } from './from-expression.ts';

interface Props extends FieldsProps {
  kinds: readonly TaskKind[];
  /** What the server found wrong with the expression as it stands. */
  problem: string | null;
}

/** One field for an expression; its parts are named beneath it, and the one under the caret is lit. */
export function CronFields({ form, kinds, problem }: Props) {
  const { expression, zone } = form.values;
  const [caret, setCaret] = useState<number | null>(null);
  const { error, ...control } = field(form, 'expression');
  const readCaret = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    setCaret(currentTarget.selectionStart);
  const isShowable = fromExpression(expression) !== null;
  return (
    <>
      <div className={classes.expressionRow}>
        <TextInput
          label={formWords.expression}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          classNames={{ input: classes.mono ?? '' }}
          onSelect={readCaret}
          onBlurCapture={() => setCaret(null)}
          {...control}
          error={error ?? problem}
        />
        <ZoneSelect
          {...field(form, 'zone')}
          value={zone}
          onChange={(next) => form.setFieldValue('zone', next)}
        />
      </div>
      <CronPartsLine expression={expression} caret={caret} />
      <PasteOffer form={form} kinds={kinds} text={expression} field="expression" />
      <fieldset className={classes.chips} aria-label={formWords.examplesLabel}>
        {cronExamples(zone, new Date()).map((example) => (
          <Button
            key={example.expression}
            variant="default"
            size="xs"
            radius="xl"
            title={example.expression}
            onClick={() => form.setFieldValue('expression', example.expression)}
          >
            {example.words}
          </Button>
        ))}
      </fieldset>
      <Button
        variant="subtle"
        size="xs"
        className={classes.start ?? ''}
        aria-disabled={!isShowable}
        data-faint={!isShowable || undefined}
        onClick={() => isShowable && form.setFieldValue('mode', 'repeat')}
      >
        {formWords.asChoices}
      </Button>
    </>
  );
}
