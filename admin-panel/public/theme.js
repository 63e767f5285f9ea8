// Sets the colour scheme before the first paint, so that no page flashes in the wrong one, and tells the page before
// the panel whether somebody seems to be logged in (session-hint.ts has the cookie).
// External, because the page's content security policy allows no inline script.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('punctual-theme');
  } catch {
    // Storage is switched off: the system's choice holds.
  }
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const scheme = choice === 'light' || choice === 'dark' ? choice : system;
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
  document.documentElement.toggleAttribute('data-session', document.cookie.includes('punctual_hint=1'));
})();
