// `npm run lighthouse [-- LEAST]`: what Lighthouse says of the demo's pages on a desk, as nobody and signed in; ends with 1
// where a score is under LEAST (95). Lighthouse and the Node that it needs come through npx, as the Nodes of
// `campaign:nodes` do.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cookieAt, shownAt, startsDemo } from './at-the-demo.mjs';
import { afterSetUp } from './set-up.mjs';

const PACKAGES = ['--package', 'node@22', '--package', 'lighthouse@13'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const least = Number(process.argv[2] ?? 95);
if (!(least >= 0 && least <= 100)) {
  console.error('用法 · Usage: npm run lighthouse [-- LEAST]');
  process.exit(2);
}

await afterSetUp(async () => {
  const { findsChromium } = await import('../dist/test/interface/chromium.js');
  const { PEOPLE } = await import('../dist/src/demo/township.js');
  const browser = findsChromium();
  const work = mkdtempSync(join(tmpdir(), 'chengxu-lighthouse-'));
  const demo = await startsDemo();
  try {
    const headers = join(work, 'headers.json');
    const { username } = PEOPLE.office;
    writeFileSync(headers, JSON.stringify({ cookie: await cookieAt(demo, username) }));
    const { decision, call, discussed, meeting } = await shownAt(demo, username);
    const open = ['/public', `/public/consultations/${call}`, '/sign-in'];
    const own = ['/', '/decisions', `/decisions/${decision}`, `/meetings/${meeting}/screen`];
    own.push(`/decisions/${discussed}/history`, `/decisions/${decision}/act/StepFindingRecorded`);
    console.log(`| Page | ${CATEGORIES.join(' | ')} |\n| --- |${' --: |'.repeat(CATEGORIES.length)}`);
    for (const path of [...open, ...own]) {
      const scores = scoresOf(
        `${demo.address}${path}`,
        own.includes(path) ? headers : undefined,
        browser,
        work,
      );
      console.log(`| ${path} | ${scores.join(' | ')} |`);
      if (scores.some((score) => !(score >= least))) process.exitCode = 1;
    }
  } finally {
    await demo.ends();
    rmSync(work, { recursive: true, force: true });
  }
  process.exit();
});

/** @returns {number[]} 0 to 100, in the order of CATEGORIES; NaN where the page could not be measured */
function scoresOf(url, headers, { executablePath, args, env }, work) {
  const output = join(work, 'report.json');
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', ...args].join(' ');
  const asked = ['--preset=desktop', '--quiet', '--output=json', `--output-path=${output}`];
  asked.push(`--only-categories=${CATEGORIES.join(',')}`, `--chrome-flags=${flags}`);
  if (headers) asked.push(`--extra-headers=${headers}`);
  const { status } = spawnSync('npx', ['--yes', ...PACKAGES, 'lighthouse', url, ...asked], {
    cwd: work,
    env: { ...process.env, ...env, CHROME_PATH: executablePath, npm_config_loglevel: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) return CATEGORIES.map(() => Number.NaN);
  const { categories } = JSON.parse(readFileSync(output, 'utf8'));
  return CATEGORIES.map((name) => Math.round((categories[name].score ?? Number.NaN) * 100));
}
