/** Shown while it is being found out whether somebody is logged in; nothing, for it takes a moment only. */
export function Loading() {
  return null;
}
