import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demonstrate } from '../../src/demo/demo.js';
import { startFresh } from '../../src/demo/running.js';
import { newPassword } from '../../src/demo/settling-in.js';
import type { Stage } from '../../src/demo/stage.js';
import { bagOf } from '../../src/exports/bag.js';
import { writeZip } from '../../src/exports/written.js';
import type { Server } from '../../src/server/start.js';
import type { GivenBag } from './two-verdicts.js';

/**
 * The bags of the demo's story, as the program gives them out: each decision's dossier over HTTP, and the whole ledger.
 *
 * @param folder an empty one, which keeps the demo's data too
 */
export async function demoBags(folder: string): Promise<GivenBag[]> {
  const data = join(folder, 'data');
  const server = await startFresh(data, '0');
  try {
    const stage = await demonstrate({ server, language: 'en', password: newPassword(), write: () => {} });
    const paths = [...(await dossiers(server, stage, folder)), await ledgerOf(server, data, folder)];
    const policy = join(folder, 'policy');
    writeFileSync(policy, `log ${server.parts.signer.vkey}\nquorum none\n`);
    return paths.map((path) => ({ path, policy, logKey: join(data, 'signer.key') }));
  } finally {
    await server.stop();
  }
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

async function ledgerOf(server: Server, data: string, folder: string): Promise<string> {
  const { database, workflows, clock } = server.parts;
  const path = join(folder, 'ledger.zip');
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
