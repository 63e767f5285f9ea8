import { Anchor } from '@mantine/core';
import { accountWords } from '../../lib/strings/account.ts';
import type { HalfLogin } from './api/login.ts';
import { AuthCard } from './auth-card.tsx';
import { SecondStepForm } from './second-step-form.tsx';

const words = accountWords.secondStep;

interface Props {
  login: HalfLogin;
  onDone: () => void;
  /** Returns to the first step, by choice or because this one took too long. */
  onBack: (reason?: 'secondStepOver') => void;
}

/** Takes the second step of a login. */
export const SecondStepCard = ({ login, onDone, onBack }: Props) => (
  <AuthCard
    title={words.title}
    lead={words.lead}
    footer={
      <Anchor component="button" type="button" underline="always" onClick={() => onBack()}>
        {words.back}
      </Anchor>
    }
  >
    <SecondStepForm login={login} onDone={onDone} onOver={() => onBack('secondStepOver')} />
  </AuthCard>
);
