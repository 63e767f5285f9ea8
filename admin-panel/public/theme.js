// Sets the colour scheme and the language before the first paint, so that no page flashes in the wrong one, and tells
// the page before the panel whether somebody seems to be logged in (session-hint.ts has the cookie).
// External, because the page's content security policy allows no inline script.
(() => {
  const page = document.documentElement;
  const chosen = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is switched off: the choice of system and browser holds.
    }
  };
  const theme = chosen('punctual-theme');
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  page.setAttribute('data-mantine-color-scheme', theme === 'light' || theme === 'dark' ? theme : system);

  // A page that speaks several languages names them; the API reference is in English only.
  const spoken = page.dataset.speaks?.split(' ') ?? [];
  const wanted = [chosen('punctual-language') ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2))];
  page.lang = wanted.find((language) => spoken.includes(language)) ?? 'en';

  page.toggleAttribute('data-session', document.cookie.includes('punctual_hint=1'));
})();
