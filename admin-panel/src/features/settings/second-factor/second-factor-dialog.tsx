import { useState } from 'react';
import { OnceDialog } from '../../../components/once-dialog.tsx';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { showToast } from '../../../lib/toasts.ts';
import { reloadSecondFactor } from '../api/get-second-factor.ts';
import { switchOff } from '../api/remove-second-factor.ts';
import { renewCodes } from '../api/renew-recovery-codes.ts';
import { ProofForm } from './proof-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUp } from './set-up.tsx';

const words = settingsWords.secondFactor;

export type Act = 'setUp' | 'renew' | 'remove';

interface Props {
  act: Act;
  opened: boolean;
  email: string;
  hasPassword: boolean;
  onClose: () => void;
}

/** Changes the second factor. While recovery codes are shown it closes only by the button that says they are stored. */
export function SecondFactorDialog({ act, opened, email, hasPassword, onClose }: Props) {
  const [codes, setCodes] = useState<string[] | null>(null);
  const [isOn, setOn] = useState(false);
  const mayLeave = codes === null && !isOn;
  const finish = (told: string) => {
    showToast(told);
    onClose();
    void reloadSecondFactor();
  };
  return (
    <OnceDialog
      opened={opened}
      title={mayLeave ? words.titles[act] : words.codes.title}
      mayLeave={mayLeave}
      onClose={onClose}
      onClosed={() => {
        setCodes(null);
        setOn(false);
      }}
    >
      {act === 'setUp' ? (
        <SetUp
          email={email}
          hasPassword={hasPassword}
          onConfirmed={() => setOn(true)}
          onDone={() => finish(words.isOn)}
          onCancel={onClose}
        />
      ) : codes !== null ? (
        <RecoveryCodes codes={codes} onStored={() => finish(words.renewed)} />
      ) : (
        <ProofForm
          key={act}
          email={email}
          hasPassword={hasPassword}
          text={words.texts[act]}
          confirm={words.acts[act]}
          onProof={async (proof) => {
            if (act === 'renew') return setCodes(await renewCodes(proof));
            await switchOff(proof);
            finish(words.isOff);
          }}
          onCancel={onClose}
        />
      )}
    </OnceDialog>
  );
}
