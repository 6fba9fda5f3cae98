import { execFile, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOUND_TO_THE_PERSON, ROLES_NOT_DELEGATED } from '../workflows/delegation.js';
import { PROJECT_ROOT } from '../src/project-root.js';
import * as lending from '../verifier/core/lending.js';
import { IN_WHAT_IS_LENT } from '../verifier/test/forgeries-lending.js';
import { IN_ACTOR_SIGNATURES } from '../verifier/test/forgeries-signatures.js';
import { forged } from '../verifier/test/forging.js';
import { POLICY } from '../verifier/test/made-up-ledger.js';
import { campaign, hasPython, isFalsePass, TWIN, type Outcome } from './campaign/two-verdicts.js';

const runs = promisify(execFile);
const python = (...words: readonly string[]) => runs('python3', [...words], { cwd: TWIN });

const withPython = hasPython() ? describe : describe.skip;
const goPath = '/usr/share/gocode';
const go = { ...process.env, GO111MODULE: 'off', GOPATH: goPath, GOFLAGS: '' };
const withGo =
  spawnSync('go', ['list', 'golang.org/x/mod/sumdb/tlog'], { env: go }).status === 0 ? it : it.skip;

let scratch: string;
beforeAll(() => void (scratch = mkdtempSync(join(tmpdir(), 'chengxu-twin-'))));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What stands in a text as code. */
const named = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map(([, one]) => one).sort();

withPython('The twin in Python', () => {
  it('provokes each code with a bag forged for it', async () => {
    const { stderr } = await python('-m', 'unittest', 'test_chengxu_verifier');
    expect(stderr).toMatch(/\nOK(?: \(skipped=\d+\))?\n$/);
  });

  it('takes the signatures that OpenSSL takes, and no other', async () => {
    const cases = signatures();
    const file = join(scratch, 'signatures.json');
    writeFileSync(
      file,
      JSON.stringify(cases.map(({ key, message, signature }) => [key, message, signature])),
    );
    const { stdout } = await python(
      '-c',
      'import json, sys, chengxu_verifier as twin\n' +
        'print(json.dumps([twin.ed25519_holds(*map(bytes.fromhex, one)) for one in json.load(open(sys.argv[1]))]))',
      file,
    );
    expect(JSON.parse(stdout)).toEqual(cases.map(({ holds }) => holds));
    expect(new Set(cases.map(({ holds }) => holds)).size).toBe(2);
  });

  it('says of each forged signature of an actor, and of what is lent, what the verifier in JavaScript says', () => {
    const policy = join(scratch, 'made-up.policy');
    writeFileSync(policy, POLICY);
    const forgeries = [...IN_ACTOR_SIGNATURES, ...IN_WHAT_IS_LENT];
    const paths = forgeries.map((forgery, at) => {
      const bag = join(scratch, `signed-${at}`);
      for (const [name, bytes] of forged(forgery)) {
        mkdirSync(dirname(join(bag, name)), { recursive: true });
        writeFileSync(join(bag, name), bytes);
      }
      return bag;
    });
    const options = ['--batch', '--json', '--policy', policy, '--as-of', '2026-03-03T00:00:00Z'];
    const { stdout, stderr } = spawnSync('python3', [join(TWIN, 'chengxu_verifier.py'), ...options], {
      input: paths.map((path) => `${path}\n`).join(''),
      encoding: 'utf8',
    });
    const lines = stdout.trimEnd().split('\n');
    const said = lines.map((line) => (JSON.parse(line) as { code: string }).code);
    const expected = forgeries.map(({ code }) => (code === 'OK' ? 'W_NO_REPLAY' : code));
    expect([stderr, said]).toEqual(['', expected]);
  });

  it('binds the same acts to the person as the law that the program is built on', async () => {
    const { stdout } = await python(
      '-c',
      'import json, chengxu_verifier as twin\n' +
        'print(json.dumps([sorted(twin.BOUND_TO_THE_PERSON), sorted(twin.ROLES_NOT_LENT)]))',
    );
    const law = [Object.keys(BOUND_TO_THE_PERSON), Object.keys(ROLES_NOT_DELEGATED)].map((one) => one.sort());
    expect(JSON.parse(stdout)).toEqual(law);
    expect([[...lending.BOUND_TO_THE_PERSON].sort(), [...lending.ROLES_NOT_LENT].sort()]).toEqual(law);
    const [, acts, roles] =
      /_Bound to the person_ are the acts ([^;]+); and the roles ([^.]+)\./.exec(
        readFileSync('docs/bag.md', 'utf8'),
      ) ?? [];
    expect([named(acts), named(roles)]).toEqual(law);
  });

  it('agrees with the verifier in JavaScript on a hundred forged bags, and neither lets one through', async () => {
    const outcomes = await campaign({ runs: 100, seed: 1, scratch });
    expect(outcomes.filter(({ agree }) => !agree)).toEqual([]);
    expect(outcomes.filter(isFalsePass)).toEqual([]);
    expect(outcomes.filter(isFound).length).toBeGreaterThan(70);
  });

  withGo('is joined by Go’s sumdb: notes, roots and proofs hold, and forged ones do not', async () => {
    const make =
      'import sys, bag_builder\nfrom sample_bags import Town\nt = Town()\nb = t.decision() if sys.argv[2] == "d" else t.whole()\n' +
      'if len(sys.argv) > 3:\n  lines = b.lines("inclusion")\n  lines[0]["path"][0] = "00" * 32\n  b.set_lines("inclusion", lines)\n' +
      'b.write_folder(sys.argv[1])\nprint("\\n".join(key.vkey for key in t.ledger.keys))';
    const program = join(scratch, 'third');
    await runs('go', ['build', '-o', program, join(PROJECT_ROOT, 'verifier/go/main.go')], { env: go });
    const opinion = async (name: string, ...how: readonly string[]) => {
      const folder = join(scratch, name);
      const { stdout: keys } = await python('-c', make, folder, ...how);
      return runs(program, [folder, ...keys.trim().split('\n')]);
    };
    expect((await opinion('decision', 'd')).stdout).toBe(
      '5 notes, 11 inclusions, 4 consistency proofs, 2 receipts\n',
    );
    expect((await opinion('ledger', 'l')).stdout).toBe(
      '5 notes, 0 inclusions, 0 consistency proofs, 2 receipts\n',
    );
    await expect(opinion('forged', 'd', 'forged')).rejects.toMatchObject({
      stderr: expect.stringMatching(/inclusion of 0/),
    });
  });
});

it('the twin takes nothing but Python’s standard library', () => {
  const taken = readFileSync(join(TWIN, 'chengxu_verifier.py'), 'utf8').matchAll(/^(?:from|import) (\w+)/gm);
  const standard =
    'argparse base64 bisect functools hashlib json os re shutil stat struct subprocess sys tempfile time zlib';
  expect([...taken].map(([, name]) => name).toSorted()).toEqual(standard.split(' '));
});

const isFound = ({ twin }: Outcome): boolean => twin.exit === 1;

/** Good signatures, broken ones, and those that libraries are known to differ on. */
function signatures() {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const made = Array.from({ length: 6 }, () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const message = randomBytes(40);
    return { key, message, signature: sign(null, message, privateKey) };
  });
  const odd = made.flatMap(({ key, message, signature }, n) => {
    const flipped = Buffer.from(signature);
    flipped[n * 9] = flipped[n * 9]! ^ 1;
    const s = little(signature.subarray(32)) + order;
    return [
      { key, message, signature: flipped },
      { key, message, signature: Buffer.concat([signature.subarray(0, 32), bytesOf(s)]) },
      { key, message: Buffer.concat([message, message]), signature },
      { key, message, signature: signature.subarray(0, 63) },
    ];
  });
  // Points of small order and y of p or more, with S = 0: R is the identity, where h·A is.
  const small = [
    0n,
    1n,
    2n ** 255n - 20n,
    2n ** 255n - 19n,
    2n ** 255n - 18n,
    2n ** 255n,
    2n ** 255n + 1n,
    2n,
  ];
  const edges = small.flatMap((point) =>
    small.map((r) => ({
      key: bytesOf(point),
      message: Buffer.from('m'),
      signature: Buffer.concat([bytesOf(r), Buffer.alloc(32)]),
    })),
  );
  return [...made, ...odd, ...edges].map(({ key, message, signature }) => ({
    key: key.toString('hex'),
    message: message.toString('hex'),
    signature: signature.toString('hex'),
    holds: verify(null, message, publicKeyOf(key), signature),
  }));
}

const publicKeyOf = (key: Buffer) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') }, format: 'jwk' });
const little = (bytes: Buffer): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const bytesOf = (number: bigint): Buffer =>
  Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();
