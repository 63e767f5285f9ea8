/** Chooses the colours before the first paint, as the panel does: the choice that was made there, or the system's. */
export const THEME_SCRIPT = `(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('punctual-theme');
  } catch {
    // Storage is switched off: the system's choice holds.
  }
  const isDark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark-mode', isDark);
})();
`;

/**
 * Starts the renderer. It asks no other site for anything. Its own filter looks at the names of tags only; ours finds a
 * call by any word of its tag, method, path, summary and description.
 */
export const START_SCRIPT = `const opsFilter = (groups, phrase) => {
  const words = phrase.toLowerCase().split(/\\s+/).filter(Boolean);
  const textOf = (tag, one) =>
    [tag, one.get('method'), one.get('path'), one.getIn(['operation', 'summary']), one.getIn(['operation', 'description'])]
      .join(' ')
      .toLowerCase();
  return groups
    .map((group, tag) =>
      group.update('operations', (all) =>
        all.filter((one) => words.every((word) => textOf(tag, one).includes(word))),
      ),
    )
    .filter((group) => group.get('operations').size > 0);
};

for (const place of document.querySelectorAll('[data-origin]')) place.textContent = location.origin;

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  filter: true,
  plugins: [() => ({ fn: { opsFilter } })],
  validatorUrl: null,
  onComplete: () => {
    const search = document.querySelector('.operation-filter-input');
    search?.setAttribute('placeholder', 'Search: jobs, cancel, /users/runs, …');
    search?.setAttribute('aria-label', 'Search the calls');
  },
});
`;
