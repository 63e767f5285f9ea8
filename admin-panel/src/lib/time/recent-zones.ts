const KEY = 'punctual-zones';
const MOST = 5;

/** The zones that were chosen last on this device, the newest first. */
export function recentZones(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((zone) => typeof zone === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberZone(zone: string): void {
  const zones = [zone, ...recentZones().filter((other) => other !== zone)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(zones));
  } catch {
    // Storage is full or switched off: the list is as long as before.
  }
}
