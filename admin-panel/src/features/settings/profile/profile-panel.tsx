import type { UserView } from '@punctual/contracts/users/user';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { SecondFactorSection } from '../second-factor/second-factor-section.tsx';
import { Section } from '../section.tsx';
import { DisplayChoices } from './display-choices.tsx';
import { LanguageSetting } from './language-setting.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';

export function ProfilePanel({ user }: { user: UserView }) {
  return (
    <>
      <Section title={settingsWords.profile.title}>
        <ProfileForm user={user} />
        <LanguageSetting user={user} />
      </Section>
      <Section title={settingsWords.display.title}>
        <DisplayChoices />
      </Section>
      <Section title={settingsWords.password.title}>
        {user.hasPassword ? <PasswordForm email={user.email} /> : <p>{settingsWords.password.none}</p>}
      </Section>
      <Section title={settingsWords.secondFactor.title}>
        <SecondFactorSection email={user.email} hasPassword={user.hasPassword} />
      </Section>
    </>
  );
}
