// Makes a fresh clone ready: the right Node, the packages of package-lock.json, the compiled program. Every command
// begins here, so nobody has to know in which order to run what. It does nothing when there is nothing to do, and
// uses nothing but Node itself, because before it ran there is nothing else.
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = [20, 19];
const LOCK = 'package-lock.json';
const INSTALLED = 'node_modules/.chengxu-lock';
const COMPILED = 'dist/.chengxu-sources';
const SOURCES = ['src', 'workflows', 'test', 'bench', 'verifier'];
/** What stands in place of the digest while the packages are not built. */
const UNBUILT = 'unbuilt';
/** The pages name acts, rules and papers as the rest of the program does, and bring the verifier. */
const BUNDLED = ['web', 'workflows', 'verifier', 'src/exports/views'];
const BUILT = 'dist/.chengxu-interface';
/** Runs the tests: `run` once and with an exit status, whatever terminal it finds. */
export const RUNNER = 'node_modules/vitest/vitest.mjs';
const COMPILER = 'node_modules/typescript/bin/tsc';
const BUNDLER = 'node_modules/vite/bin/vite.js';

/** What went wrong, in a sentence; never shown with a stack. */
export class SetUpFailed extends Error {}

/** @throws SetUpFailed */
async function setUp() {
  refuseOldNode(process.versions.node);
  // An installed package comes compiled, and has neither lock file nor sources.
  if (!existsSync(at(LOCK))) return;
  const digest = unpack();
  // None of the three needs another: where a package is built from its source, that takes as long as the other two.
  const done = await Promise.allSettled([buildPackages(digest), compile(), buildInterface()]);
  for (const { reason } of done) if (reason) throw reason;
}

/** Runs a command's work after the set-up; what cannot be set up is told in one sentence, exit status 2. */
export async function afterSetUp(work) {
  try {
    await setUp();
  } catch (error) {
    if (!(error instanceof SetUpFailed)) throw error;
    console.error(error.message);
    process.exit(2);
  }
  return work();
}

/** Runs a Node script in the project's folder, its output ours. @returns its exit status */
export function runNode(script, args = [], env = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [at(script), ...args], options).status ?? 1;
}

/** The same beside what else this process does: a service that it started is served meanwhile. */
export function runNodeBeside(script, args = [], env = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } };
  return ended(process.execPath, [at(script), ...args], options);
}

/** @returns the exit status */
function ended(command, words, options) {
  const child = spawn(command, words, options);
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', (code) => resolve(code ?? 1)));
}

/** @throws SetUpFailed */
export function refuseOldNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetUpFailed(
    `需要 Node.js ${OLDEST_NODE.join('.')} 或更高版本，这里是 ${version}。` +
      ` · Node.js ${OLDEST_NODE.join('.')} or newer is needed; this is ${version}.`,
  );
}

/** The packages as they come, without what they build of themselves. @returns what is written down once they are built */
function unpack() {
  const lock = readFileSync(at(LOCK), 'utf8');
  const digest = createHash('sha256').update(lock).digest('hex');
  if (textOf(INSTALLED) === digest || holdsWhatIsLocked(JSON.parse(lock))) return digest;
  console.error('安装依赖，首次约需一两分钟 · Installing packages; the first time takes a minute or two …');
  const [command, words, options] = npm('ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts');
  refuseUninstalled(spawnSync(command, words, options).status);
  writeFileSync(at(INSTALLED), UNBUILT);
  return digest;
}

async function buildPackages(digest) {
  const before = textOf(INSTALLED);
  if (before === UNBUILT) refuseUninstalled(await ended(...npm('rebuild')));
  if (before !== digest) writeFileSync(at(INSTALLED), digest);
}

function refuseUninstalled(status) {
  if (status === 0) return;
  throw new SetUpFailed(
    '依赖未能安装，原因见上。检查与 npm 仓库的连接后重新运行即可。' +
      ' · The packages could not be installed; the reason stands above. Check the connection to the npm registry and run this again.',
  );
}

/** Somebody may have installed without us: npm writes down what it put into node_modules. */
function holdsWhatIsLocked({ packages }) {
  const installed = textOf('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  const { packages: there } = JSON.parse(installed);
  return Object.entries(packages).every(
    ([path, { version, optional }]) =>
      path === '' || there[path]?.version === version || (optional && !there[path]),
  );
}

function npm(...words) {
  const cli = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2] };
  return cli?.endsWith('.js')
    ? [process.execPath, [cli, ...words], options]
    : ['npm', words, { ...options, shell: process.platform === 'win32' }];
}

async function compile() {
  const digest = digestOf(SOURCES, /\.ts$/);
  const before = textOf(COMPILED);
  if (before === digest) return;
  // Without our mark nobody knows whether what the compiler remembers having written is still there.
  if (before === undefined) rmSync(at('dist/.tsbuildinfo'), { force: true });
  console.error('编译 · Compiling …');
  if ((await runNodeBeside(COMPILER, ['-p', '.'])) !== 0) {
    throw new SetUpFailed('编译未通过，错误见上。 · The sources do not compile; the errors stand above.');
  }
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(at(COMPILED), digest);
}

/** The interface: `web/` with what it takes from elsewhere, into `dist/web`, which the server serves. */
async function buildInterface() {
  const digest = digestOf(BUNDLED, /\.(tsx?|css|html|svg|m?js|json|tsv)$/);
  if (textOf(BUILT) === digest) return;
  console.error('构建界面 · Building the interface …');
  // Said outright: from within a test React would be built for developers, and stay so until its sources change.
  const env = { NODE_ENV: 'production' };
  if ((await runNodeBeside(BUNDLER, ['build', 'web', '--logLevel', 'error'], env)) !== 0) {
    throw new SetUpFailed(
      '界面未能构建，错误见上。 · The interface could not be built; the errors stand above.',
    );
  }
  writeFileSync(at(BUILT), digest);
}

/** By content: a checkout changes times without changing a byte. */
function digestOf(folders, sources) {
  const hash = createHash('sha256');
  const files = folders
    .filter((folder) => existsSync(at(folder)))
    .flatMap((folder) =>
      readdirSync(at(folder), { recursive: true })
        .filter((name) => sources.test(name))
        .map((name) => join(folder, name)),
    );
  for (const file of ['package.json', 'tsconfig.json', LOCK, ...files.sort()]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(at(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function textOf(file) {
  return existsSync(at(file)) ? readFileSync(at(file), 'utf8') : undefined;
}

function at(path) {
  return join(ROOT, path);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await afterSetUp(() => undefined);
