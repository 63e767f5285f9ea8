import { useState } from 'react';
import { OnceDialog } from '../../../components/once-dialog.tsx';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { KeyOnce } from './key-once.tsx';
import { type Made, NewKeyForm } from './new-key-form.tsx';

const words = settingsWords.keys;

/** Makes a key, then shows it: from there on it closes only by the button that says it is stored. */
export function NewKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null);
  const mayLeave = made === null;
  return (
    <OnceDialog
      opened={opened}
      title={mayLeave ? words.create : words.onceTitle}
      mayLeave={mayLeave}
      onClose={onClose}
      onClosed={() => setMade(null)}
    >
      {made === null ? (
        <NewKeyForm onMade={setMade} onCancel={onClose} />
      ) : (
        <KeyOnce service={made.service} scopes={made.scopes} value={made.key} onStored={onClose} />
      )}
    </OnceDialog>
  );
}
