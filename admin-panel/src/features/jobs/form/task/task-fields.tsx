import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { FieldsProps } from '../fields.ts';
import classes from '../job-form.module.css';
import { taskText } from '../job-form-values.ts';
import { Pasted } from '../paste/pasted.tsx';
import { ExtraFields } from './extra-fields.tsx';
import type { TaskField } from './field-text.ts';
import { TaskControl } from './task-control.tsx';

interface Props extends FieldsProps {
  kinds: readonly TaskKind[];
}

/** The fields of the known kinds that come first, in this order; the others are behind "Add". */
const FIRST: Record<string, readonly string[]> = { email: ['to', 'subject', 'text'], log: ['data'] };

/** Shows the fields of the kind that is chosen. */
export function TaskFields({ form, kinds }: Props) {
  const { kind } = form.values;
  const fields = kinds.find(({ type }) => type === kind)?.fields ?? [];
  if (kind === 'http') return <HttpFields form={form} kinds={kinds} fields={fields} />;
  const first = FIRST[kind];
  const isFirst = ({ name, required }: TaskField) => first?.includes(name) ?? required;
  // A kind that we know nothing of shows all: what is rare about it we cannot tell.
  const shown = first === undefined ? fields : fields.filter(isFirst);
  const rest = first === undefined ? [] : fields.filter((taskField) => !isFirst(taskField));
  return (
    <>
      {shown.map((taskField) => (
        <TaskControl key={taskField.name} form={form} taskField={taskField} />
      ))}
      <ExtraFields key={kind} form={form} fields={rest} />
    </>
  );
}

/** Shows method and URL in one row. */
function HttpFields({ form, kinds, fields }: Props & { fields: readonly TaskField[] }) {
  const named = (names: string[]) => names.flatMap((name) => fields.filter((each) => each.name === name));
  const rest = fields.filter(({ name }) => name !== 'method' && name !== 'url');
  return (
    <>
      <div className={classes.call}>
        {named(['method', 'url']).map((taskField) => (
          <TaskControl key={taskField.name} form={form} taskField={taskField} />
        ))}
      </div>
      <Pasted form={form} kinds={kinds} text={taskText(form.values, 'url')} field="url" />
      <ExtraFields form={form} fields={rest} />
    </>
  );
}
