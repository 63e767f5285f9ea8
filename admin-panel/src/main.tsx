import './styles/mantine.ts';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app/app.tsx';
import { reloadAfterUpdate } from './lib/reload-after-update.ts';

// zod would try `new Function`, which the page's content security policy forbids and reports.
config({ jitless: true });
reloadAfterUpdate();

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
