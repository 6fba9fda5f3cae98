// `npm run screenshots -- FOLDER`: every page of the interface, in both languages, at the width of a desk and of a
// telephone, from the demo, which it starts and ends. A page that is added is photographed too: the list is the tests'.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterSetUp, ROOT } from './set-up.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('用法 · Usage: npm run screenshots -- FOLDER');
  process.exit(2);
}
const WIDTHS = { desk: 1280, phone: 390 };

await afterSetUp(async () => {
  const { startsChromium } = await import('../dist/test/interface/chromium.js');
  const { pagesOf } = await import('../dist/test/interface/pages.js');
  const { ADMINISTRATOR, PEOPLE } = await import('../dist/src/demo/township.js');
  mkdirSync(folder, { recursive: true });
  // Before the demo: where there is no browser, nothing is left running.
  const browser = await startsChromium();
  let demo;
  try {
    demo = await startDemo();
    const { consultations } = await (await fetch(`${demo.address}/api/public/consultations`)).json();
    const [{ id: call, decision }] = consultations;
    let taken = 0;
    for (const language of ['zh', 'en']) {
      const office = await signIn(browser, demo, PEOPLE.office.username, language);
      const administrator = await signIn(browser, demo, ADMINISTRATOR.username, language);
      const nobody = await pageIn(browser, demo, language);
      const meeting = await office.evaluate(
        async () => (await (await fetch('/api/meetings')).json()).meetings[0]?.id,
      );
      for (const [route, { open, paths }] of Object.entries(pagesOf({ decision, call, meeting }))) {
        const signedIn = route.startsWith('administration') ? administrator : office;
        const page = open ? nobody : signedIn;
        for (const [index, path] of paths.entries()) {
          await page.goto(`${demo.address}${path}`);
          await page.locator('main h1').first().waitFor({ timeout: 15_000 });
          await page.waitForFunction(() => !document.querySelector('main .skeleton'));
          for (const [where, width] of Object.entries(WIDTHS)) {
            await page.setViewportSize({ width, height: 900 });
            const name =
              route.replace(/\W+/g, '-').replace(/^-|-$/g, '') || (route === '*' ? 'none' : 'home');
            const file = `${name}${index || ''}.${where}.${language}.png`;
            await page.screenshot({ path: join(folder, file), fullPage: true });
            taken += 1;
          }
        }
      }
    }
    console.log(`${taken} → ${folder}`);
  } finally {
    await browser.close();
    if (demo?.child.kill('SIGTERM')) await once(demo.child, 'close');
  }
  process.exit(0);
});

/** The demo on a port of its own, once it serves. */
async function startDemo() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  console.error('启动演示 · Starting the demo …');
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), 'demo'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    // It is listened to until the end: a full pipe would stop it.
    child.stdout.on('data', (chunk) => {
      said += chunk;
      // Everybody of the demo has the one that it tells.
      const [, password] = /"password":"([^"]+)"/.exec(said) ?? [];
      if (password) resolve({ child, address: `http://localhost:${port}`, password });
    });
    child.on('exit', () => reject(new Error(`The demo ended before it served:\n${said}`)));
  });
}

async function pageIn(browser, { address }, language) {
  const context = await browser.newContext({
    viewport: { width: WIDTHS.desk, height: 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

async function signIn(browser, demo, username, language) {
  const page = await pageIn(browser, demo, language);
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[autocomplete=current-password]').fill(demo.password);
  await page.locator('main button[type=submit]').click();
  await page.locator('.top-account').waitFor();
  return page;
}
