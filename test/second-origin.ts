import { spawnSync } from 'node:child_process';
import { it } from 'vitest';
import { runCommand } from '../src/cli/run.js';
import { auditorFrom } from '../verifier/core/auditor.js';
import { filesInMemory } from '../verifier/core/container.js';
import { verify } from '../verifier/core/verify.js';
import { nodeHost } from '../verifier/node/host.js';
import { describeOnBothDatabases, describeOnSqlite, type TestDatabase } from './databases.js';
import { unzipped } from './read-bag.js';

/** OpenSSL 3 with SM2; without it there is nothing that signs, and the program says so. */
const signs = spawnSync('openssl', ['genpkey', '-algorithm', 'SM2']).status === 0;
export const onBoth: typeof describeOnBothDatabases = signs
  ? describeOnBothDatabases
  : (name) => it.skip(`${name}: there is no openssl with SM2 here`, () => undefined);
export const onSqlite: typeof describeOnSqlite = signs
  ? describeOnSqlite
  : (name, tests) => onBoth(name, tests);

/** What the command says, in English, of the installation of this database. */
export async function chengxu(on: TestDatabase, ...words: readonly string[]) {
  const said = { out: '', err: '' };
  const write = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
  };
  const place = ['--data', on.directory, '--database', on.url, '--lang', 'en'];
  const status = await runCommand([...words, ...place], { environment: {}, write, watched: false });
  return { status, out: said.out, err: said.err };
}

/** What the verifier of bags says of one, to an auditor with these keys. */
export const verdictOn = async (zip: Buffer, policy: string, smKeys: readonly string[]) => {
  const { files } = await unzipped(zip);
  const given = { policy: Buffer.from(policy), smKeys, asOf: '2026-03-02T01:00:00Z' };
  const report = await verify(nodeHost, () => filesInMemory(files), auditorFrom(nodeHost, given, 0));
  return { names: [...files.keys()].filter((name) => name.startsWith('data/sm/')), report };
};
