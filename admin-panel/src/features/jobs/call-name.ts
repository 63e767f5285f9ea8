/** Longer parts of a path are often keys, which a name should not give away. */
const LONGEST_PART = 24;
const SHOWN = 4;

/**
 * Names a call by its method, host, port and path: "POST example.com:8443/hook". Empty for what is no address.
 */
export function callName(method: string, url: string): string {
  if (!URL.canParse(url)) return '';
  const { host, pathname } = new URL(url);
  const parts = pathname
    .split('/')
    .map((part) => (part.length > LONGEST_PART ? `${part.slice(0, SHOWN)}…` : part));
  return `${method} ${host}${parts.join('/').replace(/\/$/, '')}`.trim();
}

/** Tells names apart that are the same: the second one gets " (2)". */
export function toldApart(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
