import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#eef2ff',
  '#dbe4ff',
  '#bac8ff',
  '#91a7ff',
  '#748ffc',
  '#5570e8',
  '#3f57cc',
  '#2f44ad',
  '#26378f',
  '#1d2a70',
];

/** Its 5th to 7th steps are the three dark grounds of theme.css: hover, card, page. */
const dark: MantineColorsTuple = [
  '#e4e6ea',
  '#c6c9ce',
  '#adb5bd',
  '#7d828a',
  '#373a40',
  '#2c2e33',
  '#25262b',
  '#1a1b1e',
  '#141517',
  '#101113',
];

export const theme = createTheme({
  colors: { indigo, dark },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** The key that /theme.js reads before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'punctual-theme' });

/** Reads the nonce of this very answer of the server; browsers show it to scripts only as a property. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
