/** Gives the renderer the colours, the type and the calm of the panel. */
export const DOCS_STYLE = `:root {
  --text: #1f2329;
  --dimmed: #5c6773;
  --link: #2f44ad;
  --ground: #f8f9fb;
  --card: #fff;
  --line: #dee2e6;
  --control: #7b8590;
}
:root.dark-mode {
  --text: #e4e6ea;
  --dimmed: #adb5bd;
  --link: #91a7ff;
  --ground: #1a1b1e;
  --card: #25262b;
  --line: #373a40;
  --control: #7d828a;
}
html, html.dark-mode, html.dark-mode body, html.dark-mode .swagger-ui {
  background: var(--ground);
}
body {
  margin: 0;
  color: var(--text);
}
body, .swagger-ui, .swagger-ui :not(pre, code, pre *, code *, .microlight) {
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
}
a, .swagger-ui a.nostyle:hover {
  color: var(--link);
}
:focus-visible {
  outline: 2px solid var(--link);
  outline-offset: 2px;
}
.bar {
  position: sticky;
  top: 0;
  z-index: 10;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 4px 20px;
  min-height: 56px;
  padding: 0 20px;
  background: var(--card);
  border-bottom: 1px solid var(--line);
}
.bar nav {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 20px;
}
.bar a {
  padding-block: 10px;
  text-decoration: none;
}
.bar a:hover {
  text-decoration: underline;
}
.bar .home {
  color: inherit;
  font-weight: 700;
}
.start, .swagger-ui .wrapper {
  box-sizing: border-box;
  max-width: 1100px;
  margin-inline: auto;
  padding-inline: 20px;
}
.start {
  padding-block: 24px 0;
  line-height: 1.55;
}
.start h1 {
  margin: 0 0 12px;
  font-size: 1.75rem;
}
.start h1 small {
  margin-inline-start: 6px;
  color: var(--dimmed);
  font-size: 1rem;
  font-weight: 400;
}
.start ol {
  margin: 0;
  padding-inline-start: 1.4em;
}
.start li {
  margin-bottom: 10px;
}
.start figure {
  margin: 6px 0 0;
}
.start pre {
  margin: 0;
  padding: 10px 12px;
  overflow-x: auto;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--card);
  font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
.swagger-ui .info hgroup.main, .swagger-ui .info > div:has(> .link), .swagger-ui .info .main > a {
  display: none;
}
.swagger-ui .info {
  margin: 8px 0 0;
}
.swagger-ui .info :is(p, li), .swagger-ui .opblock-tag small, .swagger-ui .opblock-tag {
  color: var(--text);
}
.swagger-ui .scheme-container, html.dark-mode .swagger-ui .scheme-container {
  margin: 0;
  padding: 12px 0;
  background: none;
  box-shadow: none;
}
.swagger-ui .filter .operation-filter-input {
  margin: 0 0 8px;
  padding: 10px 14px;
  border: 1px solid var(--control);
  border-radius: 8px;
  background: var(--card);
  color: var(--text);
  font-size: 1rem;
}
.swagger-ui .opblock-tag {
  border-bottom-color: var(--line);
  font-size: 1.25rem;
}
.swagger-ui .opblock {
  border-radius: 8px;
  box-shadow: none;
}
.swagger-ui .opblock .opblock-summary-path, .swagger-ui .opblock .opblock-summary-description {
  color: var(--text);
}
.swagger-ui .opblock .opblock-summary-description {
  opacity: 0.85;
}
@media (max-width: 640px) {
  .swagger-ui .opblock .opblock-summary {
    flex-wrap: wrap;
  }
  .swagger-ui .opblock .opblock-summary-path {
    max-width: calc(100% - 110px);
  }
}
`;
