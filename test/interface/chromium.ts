import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** A browser, and what its process must find beside it. */
interface Found {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const PACKAGE = 'node_modules/@sparticuz/chromium';
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const PLACES = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
/** Nothing is asked of the world outside: machines that run tests often have none. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * Chromium, as a package of ours brings it (Linux on x64), or as the machine has it. The package's has no windows: of an
 * installed one, each visitor gets a whole window with its frame, which took a second and a half of processor time.
 * @throws Error with a sentence that says what to install, where there is none
 */
export async function startsChromium(): Promise<Browser> {
  const { executablePath, args, env } = findsChromium();
  return chromium.launch({
    executablePath,
    args: [...QUIET, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
  });
}

export function findsChromium(): Found {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, and there is no such file.`);
    return { executablePath: named, args: [], env: {} };
  }
  const packed = unpacked();
  if (packed) return packed;
  const inPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const installed = [...inPath, ...PLACES].find((file) => existsSync(file));
  if (installed) return { executablePath: installed, args: [], env: {} };
  throw new Error(
    '界面测试需要 Chromium、Chrome 或 Edge：请安装其一，或用环境变量 CHROME_PATH 指明路径。' +
      ' · The tests of the interface need Chromium, Chrome or Edge: install one (Debian: apt-get install chromium), or name it in CHROME_PATH.',
  );
}

/**
 * The browser in the package `@sparticuz/chromium`, unpacked once into node_modules with the libraries that small images
 * lack. It unpacks them only where it takes the machine for Amazon's, so it is told so, in a process of its own.
 */
function unpacked(): Found | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { version } = JSON.parse(readFileSync(resolve(PACKAGE, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = resolve('node_modules', '.cache', `chengxu-chromium-${version}`);
  if (!existsSync(folder) && !unpack(folder)) return undefined;
  return {
    executablePath: join(folder, 'chromium'),
    args: ['--no-zygote'],
    env: {
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? '']
        .filter(Boolean)
        .join(':'),
    },
  };
}

/** Somewhere else first: several files of tests may begin at the same time, and none is to find half a browser. */
function unpack(folder: string): boolean {
  mkdirSync(dirname(folder), { recursive: true });
  const own = mkdtempSync(`${folder}-`);
  const script =
    "import('@sparticuz/chromium').then(({ default: c }) => c.executablePath()).then((p) => process.stdout.write(p))";
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: own, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  const isWhole = status === 0 && stdout === join(own, 'chromium') && existsSync(stdout);
  try {
    if (isWhole) renameSync(own, folder);
  } catch {
    // Another was first.
  }
  rmSync(own, { recursive: true, force: true });
  return existsSync(folder);
}
