import './styles/mantine.ts';
import './styles/base.css';
import './styles/first-paint.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { forbidGeneratedCode } from './lib/forms/zod-settings.ts';

forbidGeneratedCode();

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
