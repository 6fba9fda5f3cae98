// `npm run mutate [-- requirement …]`: is each requirement tested? Each is switched to "always met" in turn
// (test/always-met.mjs), and then some pure spec under workflows/ has to fail; what none notices, survives.
// The figures go into docs/mutation.md; with `--check` that file is only compared.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterSetUp, ROOT, RUNNER } from './set-up.mjs';

const PAGE = 'docs/mutation.md';
const AT_ONCE = 2;
const CONFIG = 'test/mutation.config.mjs';

/** Specs under workflows/, and those of the registers beside it; whatever tries histories at random is too slow. */
const SPECS = [...specsIn('workflows', /\.spec\.ts$/), ...specsIn('src', /-room\.spec\.ts$/)].filter(
  ({ text }) => !text.includes("from 'fast-check'"),
);

function specsIn(folder, named) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .filter((name) => named.test(name))
    .toSorted()
    .map((name) => ({
      path: `${folder}/${name.replaceAll('\\', '/')}`,
      text: readFileSync(join(ROOT, folder, name), 'utf8'),
    }));
}

/** Where it is most likely noticed first: in specs that name it, and of those in workflows/, and in its own part. */
function specsFor(requirement) {
  const naming = SPECS.filter(({ text }) => text.includes(`'${requirement}'`));
  const often = ({ text }) => text.split(`'${requirement}'`).length;
  const rank = (spec) => (spec.path.startsWith('workflows/') ? 1000 : 0) + often(spec);
  return {
    naming: naming.toSorted((a, b) => rank(b) - rank(a)).map(({ path }) => path),
    others: SPECS.filter((spec) => !naming.includes(spec) && spec.path.startsWith('workflows/')).map(
      ({ path }) => path,
    ),
  };
}

/** Runs specs with one requirement always met, until a spec fails. @returns {Promise<{spec, test}|undefined>} the first failure */
async function firstFailure(specs, requirement = '') {
  const folder = mkdtempSync(join(tmpdir(), 'chengxu-mutant-'));
  const results = join(folder, 'results.json');
  const args = ['--bail=1', '--silent', '--reporter=json', `--outputFile=${results}`];
  try {
    const said = await vitest(['run', '--config', CONFIG, ...args, ...specs], requirement);
    return failureIn(results, said);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function vitest(args, requirement) {
  const env = { ...process.env, CHENGXU_ALWAYS_MET: requirement };
  const options = { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] };
  const child = spawn(process.execPath, [join(ROOT, RUNNER), ...args], options);
  let said = '';
  child.stderr.on('data', (more) => (said += more));
  return new Promise((resolve, reject) => child.on('error', reject).on('close', () => resolve(said)));
}

/** A spec that could not even be run notices nothing. @throws Error */
function failureIn(results, said) {
  let suites;
  try {
    suites = JSON.parse(readFileSync(results, 'utf8')).testResults;
  } catch {
    throw new Error(`Vitest did not run:\n${said}`);
  }
  for (const { name, status, message, assertionResults } of suites) {
    const failed = assertionResults.find((one) => one.status === 'failed');
    const spec = name.slice(ROOT.length).replaceAll('\\', '/');
    if (failed) return { spec, test: failed.fullName };
    if (status === 'failed') throw new Error(`${spec} could not be run:\n${message}`);
  }
  return undefined;
}

async function kill(requirement) {
  const { naming, others } = specsFor(requirement);
  for (const specs of [...naming.map((one) => [one]), others]) {
    const noticed = specs.length > 0 ? await firstFailure(specs, requirement) : undefined;
    if (noticed) return noticed;
  }
  return undefined;
}

/** Runs every mutant, a few at once, and tells each as it is known. */
async function killAll(requirements) {
  const fates = new Map();
  const waiting = [...requirements];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const noticed = await kill(next);
      fates.set(next, noticed);
      console.log(
        `${noticed ? '✓' : '✗ 无测试发现 · SURVIVED'} ${next}${noticed ? `  ${noticed.spec} › ${noticed.test}` : ''}`,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return fates;
}

function pageOf(procedures, fates) {
  const rows = procedures.flatMap(({ title, requirements }) =>
    requirements.map(({ id }) => {
      const noticed = fates.get(id);
      const where = noticed ? `\`${noticed.spec}\`` : '**无测试发现 · survived**';
      return `| ${title.zh} · ${title.en} | \`${id}\` | ${where} |`;
    }),
  );
  const survived = [...fates.values()].filter((noticed) => !noticed).length;
  return `# 变异检验 · Mutation run

本页由程序写成，请勿手改：\`npm run mutate\` · written by the program, do not edit.

逐条把一项要求改为“始终满足”，其余不变：必须有测试因此失败，否则这项要求等于没有测试。Each requirement in turn is
switched to “always met”, everything else as it is: some test has to fail, or nobody would notice that the requirement
was gone.

要求 ${fates.size} 项，被测试发现 ${fates.size - survived} 项，未被发现 ${survived} 项。${fates.size} requirements, ${fates.size - survived} noticed by a test, ${survived} survived.

| 流程 Procedure | 要求 Requirement | 由何测试发现 Noticed by |
| --- | --- | --- |
${rows.join('\n')}
`;
}

/** @returns whether the page says what was found */
function keepPage(text, check) {
  const path = join(ROOT, PAGE);
  if (!check) writeFileSync(path, text);
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}

/** Which requirements to switch: those that are named, or all. @throws Error */
function chosen(procedures, named) {
  const known = [...new Set(procedures.flatMap(({ requirements }) => requirements.map(({ id }) => id)))];
  const strangers = named.filter((id) => !known.includes(id));
  if (strangers.length > 0) throw new Error(`没有此要求 · no such requirement: ${strangers.join(', ')}`);
  return named.length > 0 ? named : known;
}

/** Nothing is noticed by a spec that fails anyway. @throws Error */
async function refuseBrokenSpecs(requirements, all) {
  const naming = SPECS.map(({ path }) => path).filter(
    (path) => all || requirements.some((id) => specsFor(id).naming.includes(path)),
  );
  const broken = naming.length > 0 ? await firstFailure(naming) : undefined;
  if (broken) throw new Error(`未作改动已有测试失败 · fails unchanged: ${broken.spec} › ${broken.test}`);
}

async function mutate() {
  const args = process.argv.slice(2);
  const named = args.filter((arg) => !arg.startsWith('--'));
  const { PROCEDURES } = await import('../dist/src/reports/procedures.js');
  const requirements = chosen(PROCEDURES, named);
  await refuseBrokenSpecs(requirements, named.length === 0);
  const begun = performance.now();
  const fates = await killAll(requirements);
  const survived = [...fates.values()].filter((noticed) => !noticed).length;
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`${fates.size - survived} killed, ${survived} survived, ${seconds} s`);
  const fits = named.length > 0 || keepPage(pageOf(PROCEDURES, fates), args.includes('--check'));
  if (!fits) console.error(`${PAGE} 与结果不符 · is out of step: npm run mutate`);
  return survived === 0 && fits ? 0 : 1;
}

await afterSetUp(async () => {
  try {
    process.exitCode = await mutate();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
});
