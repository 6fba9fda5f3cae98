import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/open.js';
import { recordHeads } from '../../src/installation/recorded-heads.js';
import type { TestDatabase } from '../databases.js';
import { crewOf, PublishedCall } from '../published-call.js';
import { TestServer } from '../server.js';
import { temporary } from '../temporary.js';
import { policyOf, TestWitness, writePolicy } from '../witnesses.js';
import { Attacked, bothSay, newestNote } from './attacked.js';

export const MATTERS = ['横溪镇停车场建设', '横溪镇农贸市场改造', '横溪镇中心小学扩建'];

/**
 * A township with a witness and three matters under way, each with a checkpoint of its own; what somebody wrote down after
 * the second of them, and the database as it was then.
 * @param leftovers to be run at the end, last first
 */
export async function systemInUse(leftovers: (() => unknown)[]) {
  const directory = mkdtempSync(join(temporary(), 'chengxu-attacks-'));
  leftovers.push(() => rmSync(directory, { recursive: true, force: true }));
  const url = `sqlite:${join(directory, 'chengxu.db')}`;
  const afterwards = (check: () => unknown) => void leftovers.push(check);
  const on: TestDatabase = {
    dialect: 'sqlite',
    url,
    directory,
    open: () => openDatabase({ url }),
    afterwards,
  };
  const first = await TestServer.setUp(on);
  const { vkey } = first.server.running.parts.signer;
  const { clock, body } = first.server;
  const witness = await TestWitness.starts(on, 'w1', vkey, () => clock.machine());
  await first.server.stops();
  await writePolicy(on, policyOf([witness], 1, vkey));
  const server = await TestServer.starts(on, clock);
  server.body = body;
  const { ledger, road, database, cosigning } = server.running.parts;
  const isSigned = async (): Promise<void> => {
    await ledger.checkpoint();
    await cosigning.tick();
  };
  const attacked = new Attacked(server);
  const administrator = await server.signsIn('admin');
  const crew = await crewOf(administrator);
  const calls: PublishedCall[] = [];
  let [receiptCode, pinned] = ['', ''];
  let yesterday = on;
  for (const [n, title] of MATTERS.entries()) {
    clock.legalTimePasses(60_000);
    clock.machineTimePasses(60_000);
    const call = await PublishedCall.published(crew, `call-${n}`, title);
    calls.push(call);
    const comment = await call.comments({ text: '我家住在西街九号', name: '王芳芳', anonymous: false });
    receiptCode ||= String(comment.body['receipt']);
    await isSigned();
    if (n !== 1) continue;
    yesterday = attacked.copy();
    pinned = (await newestNote(on)).split('\n').slice(0, 3).join('\n') + '\n';
  }
  await recordHeads({ road, database });
  await isSigned();
  const { size } = await ledger.head();
  const policy = policyOf([witness], 1, vkey);
  /** What an auditor brings along. */
  const brought = (pins: readonly string[] = []) => attacked.brought({ policy, pins });
  /** Both, on a ledger bag (or a decision's) of that database. */
  const saidOf = async (copy: TestDatabase, pins: readonly string[] = [], decision?: string) =>
    bothSay(await attacked.bag(copy, decision), brought(pins));
  /** An event of the second decision in the middle of the log, one that other events follow. */
  const victim = async () => {
    const event = (await ledger.eventsOf(`decision/${calls[1]?.decision}`))[3];
    if (!event) throw new Error('too few events');
    return event;
  };
  const people = { administrator, crew, calls, receiptCode };
  return { on, server, attacked, isSigned, size, pinned, yesterday, brought, saidOf, victim, ...people };
}
