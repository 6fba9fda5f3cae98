import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MovableClock } from '../../src/clock.js';
import { demonstrate } from '../../src/demo/demo.js';
import { startFresh } from '../../src/demo/running.js';
import { newPassword } from '../../src/demo/settling-in.js';
import type { Stage } from '../../src/demo/stage.js';
import { bagOf } from '../../src/exports/bag.js';
import { writeZip } from '../../src/exports/written.js';
import { rotateSmKey } from '../../src/installation/second-key-rotation.js';
import { smOriginOf, smVkey } from '../../src/second-origin/sm-key.js';
import { SmSigner } from '../../src/second-origin/sm-signer.js';
import { makeSmKey, SmUnusable, writeSmSetting } from '../../src/second-origin/sm-signing.js';
import { configurationFrom } from '../../src/server/configuration.js';
import { startServer, type Server } from '../../src/server/start.js';
import type { GivenBag } from './two-verdicts.js';

/**
 * The bags of the demo's story, as the program gives them out: each decision's dossier over HTTP, and the whole ledger; and
 * the ledger once more, with a second origin (SM3, SM2) whose key was changed, where there is an OpenSSL that makes one.
 *
 * @param folder an empty one, which keeps the demo's data too
 */
export async function demoBags(folder: string): Promise<GivenBag[]> {
  const data = join(folder, 'data');
  const policy = join(folder, 'policy');
  const logKey = join(data, 'signer.key');
  const server = await startFresh(data, '0');
  let given: GivenBag[];
  try {
    const stage = await demonstrate({ server, language: 'en', password: newPassword(), write: () => {} });
    const ledger = await ledgerOf(server, data, join(folder, 'ledger.zip'));
    const paths = [...(await dossiers(server, stage, folder)), ledger];
    writeFileSync(policy, `log ${server.parts.signer.vkey}\nquorum none\n`);
    given = paths.map((path) => ({ path, policy, logKey }));
  } finally {
    await server.stop();
  }
  const smKey = await withSecondOrigin(data);
  if (smKey === undefined) return given;
  const again = await servesOn(data, server.parts.clock.legal());
  try {
    const { ledger, secondOrigin } = again.parts;
    const goesOn = async () => {
      await ledger.checkpoint();
      await secondOrigin.tick();
    };
    await goesOn();
    if (!secondOrigin.signer) throw new Error('The second origin is off.');
    await rotateSmKey(again.parts, secondOrigin.signer, 'as every year');
    await goesOn();
    const path = await ledgerOf(again, data, join(folder, 'second.zip'));
    return [...given, { path, policy, logKey, smKey }];
  } finally {
    await again.stop();
  }
}

/** Switches it on, as `chengxu key sm-create` does. @returns its public key; undefined where OpenSSL makes none */
async function withSecondOrigin(data: string): Promise<string | undefined> {
  const origin = readFileSync(join(data, 'origin'), 'utf8').trim();
  try {
    const publicKey = await makeSmKey(data);
    await SmSigner.begin(origin, publicKey, data);
    await writeSmSetting(data, { publicKey, command: undefined });
    return smVkey(smOriginOf(origin), publicKey);
  } catch (error) {
    if (!(error instanceof SmUnusable)) throw error;
    console.error(error.message);
    return undefined;
  }
}

/** The program on what it left, an hour later. */
async function servesOn(data: string, ended: Date): Promise<Server> {
  const configuration = await configurationFrom({
    CHENGXU_DATA: data,
    DATABASE_URL: `sqlite:${join(data, 'demo.db')}`,
    PORT: '0',
  });
  return startServer(configuration, new MovableClock(new Date(ended.getTime() + 3_600_000)));
}

async function dossiers(server: Server, stage: Stage, folder: string): Promise<string[]> {
  const { token } = stage.actor('office');
  const listed = await fetch(`${server.address}/api/decisions`, authorized(token));
  const { decisions } = (await listed.json()) as { decisions: { id: string }[] };
  const paths = [];
  for (const { id } of decisions) {
    const answer = await fetch(`${server.address}/api/decisions/${id}/dossier.zip`, authorized(token));
    if (answer.status !== 200)
      throw new Error(`No dossier of ${id}: ${answer.status} ${await answer.text()}`);
    const path = join(folder, `${id}.zip`);
    writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
    paths.push(path);
  }
  if (paths.length === 0) throw new Error('The demo left no decision.');
  return paths;
}

const authorized = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function ledgerOf(server: Server, data: string, path: string): Promise<string> {
  const { database, workflows, clock } = server.parts;
  const documents = join(data, 'documents');
  await writeZip(
    await bagOf(
      { rows: database.read, documents, released: workflows },
      { decision: undefined, at: clock.machine() },
    ),
    path,
  );
  return path;
}
