import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { en } from '../../lib/strings/en.ts';
import classes from './header.module.css';

/** Switches between light and dark with one press; "same as system" is in the account menu. */
export function ThemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme() === 'dark';
  const Sign = isDark ? IconSun : IconMoon;
  return (
    <ActionIcon
      className={classes.theme}
      variant="subtle"
      color="gray"
      size={44}
      aria-label={isDark ? en.nav.toLight : en.nav.toDark}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <Sign size={20} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}
