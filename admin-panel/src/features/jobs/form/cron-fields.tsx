import { Button, TextInput } from '@mantine/core';
import { ZoneSelect } from '../../../components/zone-select.tsx';
import { en } from '../../../lib/strings/en.ts';
import { partsOf } from './check-job-form.ts';
import { type FieldsProps, field } from './fields.ts';
import classes from './job-form.module.css';

const MIN_PARTS = 5;

/** The words of the examples are fixed; for other expressions words come from the server's preview. */
export function CronFields({ form }: FieldsProps) {
  const { expression, zone } = form.values;
  return (
    <>
      <div className={classes.row}>
        <TextInput
          label={en.form.expression}
          description={hintFor(expression)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          spellCheck={false}
          classNames={{ root: classes.wide ?? '', input: classes.mono ?? '' }}
          {...field(form, 'expression')}
        />
        <ZoneSelect
          {...field(form, 'zone')}
          value={zone}
          onChange={(next) => form.setFieldValue('zone', next)}
        />
      </div>
      <fieldset className={classes.chips} aria-label={en.form.examples}>
        {en.form.cronExamples.map(([example, words]) => (
          <Button
            key={example}
            variant="default"
            size="xs"
            radius="xl"
            onClick={() => form.setFieldValue('expression', example)}
          >
            {words}
          </Button>
        ))}
      </fieldset>
    </>
  );
}

/** Half an expression is unfinished, not wrong. */
function hintFor(expression: string): string {
  const parts = partsOf(expression);
  const isUnfinished = parts > 0 && parts < MIN_PARTS && !expression.trim().startsWith('@');
  return isUnfinished ? en.form.expressionUnfinished(parts) : en.form.expressionHint;
}
