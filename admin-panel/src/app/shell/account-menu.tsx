import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import type { UserView } from '@punctual/shared/users/user';
import {
  IconChevronDown,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { endSession } from '../../lib/session/session.ts';
import { en } from '../../lib/strings/en.ts';
import classes from './account-menu.module.css';

const THEMES = [
  { value: 'light', label: en.account.light, Icon: IconSun },
  { value: 'dark', label: en.account.dark, Icon: IconMoon },
  { value: 'auto', label: en.account.system, Icon: IconDeviceDesktop },
] as const;

export function AccountMenu({ user }: { user: UserView }) {
  return (
    <Menu
      position="bottom-end"
      width={240}
      loop={false}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={en.account.open(user.email)}>
          <span className={classes.initial} aria-hidden>
            {(user.name ?? user.email).slice(0, 1).toUpperCase()}
          </span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          {user.name !== null && <strong>{user.name}</strong>}
          <span>{user.email}</span>
          {user.role === 'admin' && <span>{en.account.administrator}</span>}
        </div>
        <Menu.Divider />
        <ThemeChoice />
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={18} aria-hidden />}>
          {en.account.settings}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void endSession()}>
          {en.account.logOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
      <Menu.Label>{en.account.theme}</Menu.Label>
      {THEMES.map(({ value, label, Icon }) => (
        <Menu.RadioItem key={value} value={value} rightSection={<Icon size={18} aria-hidden />}>
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
