// `npm run campaign:nodes [-- FOLDER]`: every recorded history replayed, and the whole ledger in FOLDER exported and
// verified, under several Nodes, time zones and languages; all must print the same, byte for byte. The Nodes: this
// one; those of CHENGXU_NODES (their programs, listed as PATH lists folders); without that, NODES, through npx.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterSetUp, ROOT, runNode } from './set-up.mjs';

const NODES = ['22', '24'];
const PLACES = [
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Pacific/Kiritimati', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
];
const BUILT = join(ROOT, 'workflows/major-decision/built');
const MAX_PRINTED = 1 << 30;

const [folder, ...more] = process.argv.slice(2);
if (more.length > 0 || folder?.startsWith('-')) stop(3, '用法 · usage: npm run campaign:nodes [-- FOLDER]');
await afterSetUp(() => {
  const work = mkdtempSync(join(tmpdir(), 'chengxu-nodes-'));
  try {
    process.exitCode = campaign(folder === undefined ? undefined : exported(folder, work));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});

/** @returns {number} 0 where all print the same, else 1 */
function campaign(bag) {
  const what = {
    histories: [join(ROOT, 'dist/test/replay-hashes.js')],
    ...(bag && { ledger: verifying(bag) }),
  };
  console.log(`| Node | TZ | LANG | ${Object.keys(what).join(' | ')} |`);
  const first = new Map();
  let differing = 0;
  for (const node of nodes()) {
    for (const place of PLACES) {
      const cells = Object.entries(what).map(([name, args]) => {
        const printed = run(node, args, place);
        if (!first.has(name)) first.set(name, printed);
        const isSame = printed === first.get(name);
        if (!isSame) differing += 1;
        const lines = printed.trimEnd().split('\n').length;
        const digest = createHash('sha256').update(printed).digest('hex').slice(0, 12);
        return `${isSame ? '=' : '≠'} ${digest} (${lines})`;
      });
      console.log(
        `| ${run(node, ['--version'], place).trim()} | ${place.TZ} | ${place.LANG} | ${cells.join(' | ')} |`,
      );
    }
  }
  if (bag) console.log(first.get('ledger').trim().slice(0, 200));
  console.log(differing === 0 ? '全部相同 · all the same' : `${differing} 处不同 · differ`);
  return differing === 0 ? 0 : 1;
}

function nodes() {
  const listed = (process.env.CHENGXU_NODES ?? '').split(delimiter).filter((path) => path !== '');
  return [process.execPath, ...(listed.length > 0 ? listed : NODES.map(fetched))];
}

/** The package `node` of the registry, which brings the program of that version. */
function fetched(version) {
  const args = ['--yes', '--package', `node@${version}`, 'node', '--print', 'process.execPath'];
  const { status, stdout, stderr } = spawnSync('npx', args, { encoding: 'utf8', cwd: tmpdir() });
  if (status !== 0)
    stop(2, `Node ${version} 取不到 · cannot be had: ${String(stderr).trim().split('\n').at(-1)}`);
  return stdout.trim();
}

function exported(data, work) {
  const bag = join(work, 'ledger.zip');
  const status = runNode('dist/src/cli/main.js', ['export', '--all', '--data', data, '--out', bag]);
  return status === 0 ? bag : stop(2, `${data} 未能导出 · could not be exported`);
}

/** Without a policy: its best is 2, signatures are not looked at. The replay is what may depend on the Node. */
function verifying(bag) {
  const digests = readdirSync(BUILT).map((file) =>
    createHash('sha256').update(readFileSync(join(BUILT, file))),
  );
  const definitions = digests.flatMap((digest) => ['--definition', digest.digest('hex')]);
  const program = join(ROOT, 'verifier/chengxu-verifier.mjs');
  return [program, bag, '--json', '--as-of', '2026-01-01T00:00:00Z', ...definitions];
}

/** What it prints, its exit status at the end where that is not 0. */
function run(node, args, place) {
  const env = { ...process.env, ...place, NODE_OPTIONS: '' };
  const { status, stdout, error } = spawnSync(node, args, {
    env,
    encoding: 'utf8',
    maxBuffer: MAX_PRINTED,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error) stop(2, `${node}: ${error.message}`);
  if (status !== 0 && status !== 2) stop(1, `${node}: ${stdout}\n退出 · exit ${status}`);
  return status === 0 ? stdout : `${stdout}exit ${status}\n`;
}

function stop(status, words) {
  console.error(words);
  process.exit(status);
}
