/** The part of a keyboard event that matters here. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const MODIFIERS = ['Shift', 'Control', 'Meta', 'Alt'];
const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * Names a pressed key in the words of the registry: "c", "?", "[", with the platform's own modifier "mod+k"
 * or "mod+enter". Null for what is no shortcut: a modifier alone, Alt (which types letters), the other
 * modifier.
 */
export function nameOfKey({ key, ctrlKey, metaKey, altKey }: Pressed, apple = isApple()): string | null {
  if (MODIFIERS.includes(key) || altKey) return null;
  const [mod, other] = apple ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (other) return null;
  const name = key.toLowerCase();
  return mod ? `mod+${name}` : name;
}

/** Splits keys as they are printed: "g o" → ["G", "O"], "mod+k" → ["Ctrl", "K"] or ["⌘", "K"]. */
export function keyCaps(keys: string, apple = isApple()): string[] {
  return keys
    .split(/[ +]/)
    .map((key) =>
      key === 'mod' ? (apple ? '⌘' : 'Ctrl') : `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`,
    );
}

export type Step = { run: string } | { wait: string } | null;

/**
 * Interprets a key after those pressed just before it: a shortcut is complete, one has begun ("g" of "g o"),
 * or nothing.
 * @param before keys of a sequence that has begun, "" for none
 */
export function step(before: string, key: string, known: readonly string[]): Step {
  const pressed = before === '' ? key : `${before} ${key}`;
  if (known.includes(pressed)) return { run: pressed };
  if (known.some((keys) => keys.startsWith(`${pressed} `))) return { wait: pressed };
  return before === '' ? null : step('', key, known);
}
