import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/open.js';
import { recordHeads } from '../../src/installation/recorded-heads.js';
import type { TestDatabase } from '../databases.js';
import { crewOf, PublishedCall, type Crew } from '../published-call.js';
import { TestServer, type Person } from '../server.js';
import { temporary } from '../temporary.js';
import { policyOf, TestWitness, writePolicy } from '../witnesses.js';
import { Attacked, newestNote } from './attacked.js';

/** A township at work: a witness, some matters with an open call and a comment each, a checkpoint after each. */
export interface SystemInUse {
  readonly on: TestDatabase;
  readonly server: TestServer;
  readonly attacked: Attacked;
  readonly witness: TestWitness;
  readonly administrator: Person;
  readonly crew: Crew;
  readonly calls: readonly PublishedCall[];
  readonly size: number;
  /** What an auditor wrote down after the second matter. */
  readonly pinned: string;
  /** The database as it was then: "yesterday's". */
  readonly yesterday: TestDatabase;
  /** Of the first comment. */
  readonly receiptCode: string;
}

export async function systemInUse(
  matters: readonly string[],
  afterwards: (check: () => unknown) => void,
): Promise<SystemInUse> {
  const directory = mkdtempSync(join(temporary(), 'chengxu-attacks-'));
  afterwards(() => rmSync(directory, { recursive: true, force: true }));
  const url = `sqlite:${join(directory, 'chengxu.db')}`;
  const on: TestDatabase = {
    dialect: 'sqlite',
    url,
    directory,
    open: () => openDatabase({ url }),
    afterwards,
  };
  const { server, witness } = await witnessed(on);
  const attacked = new Attacked(server);
  const administrator = await server.signsIn('admin');
  const crew = await crewOf(administrator);
  const calls: PublishedCall[] = [];
  let [pinned, receiptCode, yesterday] = ['', '', on];
  for (const [n, title] of matters.entries()) {
    server.clock.legalTimePasses(60_000);
    server.clock.machineTimePasses(60_000);
    const call = await PublishedCall.published(crew, `call-${n}`, title);
    calls.push(call);
    const comment = await call.comments({ text: '我家住在西街九号', name: '王芳芳', anonymous: false });
    receiptCode ||= String(comment.body['receipt']);
    await signs(server);
    if (n !== 1) continue;
    yesterday = attacked.copy();
    pinned = `${(await newestNote(on)).split('\n').slice(0, 3).join('\n')}\n`;
  }
  const { ledger, road, database } = server.running.parts;
  await recordHeads({ road, database });
  await signs(server);
  const { size } = await ledger.head();
  return { on, server, attacked, witness, administrator, crew, calls, size, pinned, yesterday, receiptCode };
}

/** The witness has to know the log's key, so the server starts twice. */
async function witnessed(on: TestDatabase): Promise<{ server: TestServer; witness: TestWitness }> {
  const { server: first } = await TestServer.setUp(on);
  const { vkey } = first.running.parts.signer;
  const witness = await TestWitness.starts(on, 'w1', vkey, () => first.clock.machine());
  await first.stops();
  await writePolicy(on, policyOf([witness], 1, vkey));
  const server = await TestServer.starts(on, first.clock);
  server.body = first.body;
  return { server, witness };
}

/** A checkpoint now, and the witness's word on it. */
export async function signs({ running: { parts } }: TestServer): Promise<void> {
  await parts.ledger.checkpoint();
  await parts.cosigning.tick();
}
