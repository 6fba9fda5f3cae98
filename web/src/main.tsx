import 'virtual:component-styles.css';
import './app/app.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { openRouter } from './app/routes';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// Each in a task of its own, that none of them is long. What index.html shows stands until the page is drawn, in slices.
setTimeout(() => {
  const router = openRouter();
  setTimeout(() => {
    const page = createRoot(root);
    startTransition(() =>
      page.render(
        <StrictMode>
          <App router={router} />
        </StrictMode>,
      ),
    );
    // A hundred faces, of which a machine that has the typeface needs none: the page does not wait for them.
    setTimeout(() => void import('@fontsource-variable/noto-sans-sc/index.css'));
  });
});
