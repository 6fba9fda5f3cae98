// `npm run lighthouse [-- LEAST]`: what Lighthouse says of the demo's pages on a desk, in Chinese, as nobody and signed
// in, with what the performance is made of; ends with 1 where a score is under LEAST (95). Lighthouse and the Node that
// it needs come through npx, as the Nodes of `campaign:nodes` do.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cookieAt, shownAt, startsDemo } from './at-the-demo.mjs';
import { afterSetUp } from './set-up.mjs';

const PACKAGES = ['--package', 'node@22', '--package', 'lighthouse@13'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const METRICS = {
  'FCP ms': 'first-contentful-paint',
  'LCP ms': 'largest-contentful-paint',
  'TBT ms': 'total-blocking-time',
  CLS: 'cumulative-layout-shift',
};
/** A browser that did not come up, on a machine with much to do, says nothing about the page. */
const TRIES = 3;
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
    const columns = [...CATEGORIES, ...Object.keys(METRICS)];
    console.log(`| Page | ${columns.join(' | ')} |\n| --- |${' --: |'.repeat(columns.length)}`);
    for (const path of [...open, ...own]) {
      const asked = [`${demo.address}${path}`, own.includes(path) ? headers : undefined, browser, work];
      let report;
      for (let tries = 0; report === undefined && tries < TRIES; tries += 1) report = reportOf(...asked);
      const scores = CATEGORIES.map((name) => Math.round((report?.categories[name].score ?? NaN) * 100));
      const metrics = Object.values(METRICS).map((name) => report?.audits[name].numericValue ?? NaN);
      const written = metrics.map((value) => (value < 1 ? value.toFixed(3) : Math.round(value)));
      console.log(`| ${path} | ${[...scores, ...written].join(' | ')} |`);
      if (scores.some((score) => !(score >= least))) process.exitCode = 1;
    }
  } finally {
    await demo.ends();
    rmSync(work, { recursive: true, force: true });
  }
  process.exit();
});

/** @returns Lighthouse's report; undefined, and why on stderr, where the page could not be measured */
function reportOf(url, headers, { executablePath, args, env }, work) {
  const output = join(work, 'report.json');
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--accept-lang=zh-CN', ...args].join(' ');
  const asked = ['--preset=desktop', '--quiet', '--output=json', `--output-path=${output}`];
  asked.push(`--only-categories=${CATEGORIES.join(',')}`, `--chrome-flags=${flags}`);
  if (headers) asked.push(`--extra-headers=${headers}`);
  rmSync(output, { force: true });
  const { status } = spawnSync('npx', ['--yes', ...PACKAGES, 'lighthouse', url, ...asked], {
    cwd: work,
    env: { ...process.env, ...env, CHROME_PATH: executablePath, npm_config_loglevel: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (!existsSync(output)) {
    console.error(`${url}: exit status ${status}`);
    return undefined;
  }
  const report = JSON.parse(readFileSync(output, 'utf8'));
  if (CATEGORIES.every((name) => typeof report.categories[name].score === 'number')) return report;
  const failed = Object.values(report.audits).find(({ scoreDisplayMode }) => scoreDisplayMode === 'error');
  console.error(`${url}: ${report.runtimeError?.message ?? failed?.errorMessage ?? 'no score'}`);
  return undefined;
}
