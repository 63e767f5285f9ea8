import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { Segments } from '../../../../components/segments.tsx';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import type { FieldsProps } from '../fields.ts';
import { FormBlock } from '../form-block.tsx';
import { WHEN_MODES } from '../job-form-values.ts';
import { CronFields } from './cron-fields.tsx';
import { IntervalFields } from './interval-fields.tsx';
import { OnceFields } from './once-fields.tsx';
import { RepeatFields } from './repeat-fields.tsx';

const MODES = WHEN_MODES.map((value) => ({ value, label: whenWords.modes[value] }));

interface Props extends FieldsProps {
  kinds: readonly TaskKind[];
}

/** Asks when the job runs. Each way keeps what was typed in it while another is shown. */
export function WhenFields(props: Props) {
  const { form } = props;
  const { mode } = form.values;
  return (
    <FormBlock title={whenWords.when}>
      <Segments
        name="mode"
        label={whenWords.mode}
        options={MODES}
        value={mode}
        onChange={(next) => form.setFieldValue('mode', next)}
      />
      {mode === 'once' && <OnceFields form={form} />}
      {mode === 'repeat' && <RepeatFields form={form} />}
      {mode === 'interval' && <IntervalFields form={form} />}
      {mode === 'cron' && <CronFields {...props} />}
    </FormBlock>
  );
}
