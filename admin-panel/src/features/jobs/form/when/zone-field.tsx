import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { loadPart } from '../../../../lib/load-part.ts';
import { en } from '../../../../lib/strings/en.ts';
import { zoneOption } from '../../../../lib/time/zone-options.ts';
import { type FieldsProps, field } from '../fields.ts';

const ZoneSelect = lazy(async () => ({
  default: (await loadPart(() => import('../../../../components/zone-select.tsx'))).ZoneSelect,
}));

interface Props extends FieldsProps {
  onChange?: (zone: string) => void;
}

/**
 * Edits the zone that times are meant in. The list of all zones is loaded after the form; until then the zone
 * itself is shown.
 */
export function ZoneField({ form, onChange = (zone) => form.setFieldValue('zone', zone) }: Props) {
  const { zone } = form.values;
  const { id, error } = field(form, 'zone');
  return (
    <Suspense
      fallback={
        <TextInput id={id} label={en.time.zone} error={error} value={zoneOption(zone).label} readOnly />
      }
    >
      <ZoneSelect id={id} error={error} value={zone} onChange={onChange} />
    </Suspense>
  );
}
