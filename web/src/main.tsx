import 'virtual:component-styles.css';
import './app/app.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// A hundred faces, of which a machine that has the typeface needs none: the page does not wait for them.
void import('@fontsource-variable/noto-sans-sc/index.css');
const page = createRoot(root);
// In slices: what stands in index.html stays until it is drawn.
startTransition(() =>
  page.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
