import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadWorkflows, type ReleasedWorkflow } from '../../src/decisions/workflows.js';
import { verifyReceipt } from '../../src/ledger/receipt.js';
import { verifierOf } from '../../src/ledger/signed-note.js';
import { describeOnPostgres, type FreshDatabase, type TestDatabase } from '../databases.js';
import { verifiesAfterwards } from '../road/at-work.js';
import { Matter, newKey, proposal } from '../road/matter.js';
import { compiled, Program } from '../road/program.js';
import { goesOn, matterAt, STAGES } from '../road/stages.js';
import { BODY, Town, UNITS } from '../road/town.js';
import { eventIn, insisted, Wire, type Reply, type Someone } from '../road/wire.js';

let workflows: readonly ReleasedWorkflow[];
beforeAll(async () => {
  compiled();
  workflows = await loadWorkflows();
});

/** One township, one database, one directory of papers and keys, and two processes that serve it. */
class TwoServers {
  private constructor(
    readonly on: TestDatabase,
    readonly town: Town,
    readonly wires: readonly [Wire, Wire],
    readonly vkey: string,
  ) {}

  static async begin(fresh: FreshDatabase): Promise<TwoServers> {
    const on = await fresh();
    const known: { vkey?: string } = {};
    verifiesAfterwards(on, () => (known.vkey === undefined ? undefined : { vkey: known.vkey, workflows }));
    const one = await Program.starts(on);
    const town = await Town.settles(one.address, one.setupLink, () => new Date());
    known.vkey = (await town.wire.get('/api/ledger/vkey')).text.trim();
    const two = await Program.starts(on);
    expect(two.setupLink).toBeUndefined();
    on.afterwards(async () => {
      await one.stops();
      await two.stops();
    });
    return new TwoServers(on, town, [town.wire, new Wire(two.address)], known.vkey);
  }

  /** What follows goes to this one. */
  useServer(n: number): void {
    this.town.wire = this.wires[n % 2] ?? this.town.wire;
  }

  /** The same person on each of the two, `count` times in turn. */
  onBoth(someone: Someone, count = 2): Someone[] {
    return Array.from({ length: count }, (_, n) => someone.on(this.wires[n % 2] ?? this.town.wire));
  }
}

/** Every act on the one, every look on the other. */
async function takeTurns(servers: TwoServers): Promise<void> {
  const { town } = servers;
  const clerk = await town.person('clerk');
  const matter = await matterAt(town, 'proposed');
  for (const [i, stage] of STAGES.entries()) {
    if (i === 0) continue;
    servers.useServer(i);
    await goesOn(matter, STAGES[i - 1] ?? stage, stage);
    servers.useServer(i + 1);
    const { body, headers } = insisted(200, await clerk.get(matter.path));
    const state = matter.answers.at(-1)?.body['state'];
    expect([body['version'], body['state'], headers.get('etag')]).toEqual([
      matter.version,
      state,
      `"${matter.version}"`,
    ]);
    const stale = await matter.tries('head', 'ProcedureTerminated', { reason: '误' }, { version: 0 });
    expect([stale.status, stale.body['actual']]).toEqual([412, matter.version]);
  }
}

async function roleEnds(servers: TwoServers): Promise<void> {
  const { town } = servers;
  const matter = await matterAt(town, 'studied');
  const [here, there] = servers.onBoth(await town.person('head')) as [Someone, Someone];
  for (const head of [here, there]) insisted(200, await head.get(matter.path));
  const ended = { role: 'head', unit: UNITS.office, body: BODY, reason: '调任' };
  const path = `/api/admin/people/${here.id}/events`;
  const administrator = town.administrator.on(servers.wires[0]);
  insisted(201, await administrator.posts(path, { type: 'RoleEnded', payload: ended }));
  const start = { leadUnit: UNITS.lead, units: [UNITS.lead] };
  const refused = await matter.tries(there, 'ProcedureStarted', start);
  expect([refused.status, refused.body['code']]).toEqual([403, 'not-competent']);
}

/** A third one without the signer's files would begin a history of its own: it does not start. */
async function needsTheSigner({ on }: TwoServers): Promise<void> {
  const directory = join(on.directory, 'elsewhere');
  await expect(Program.starts({ ...on, directory })).rejects.toThrow(
    /The signer cannot work: its state is missing/,
  );
}

/** Both answer the same version, thirty times over. */
async function neverFork(servers: TwoServers): Promise<void> {
  const { town } = servers;
  const matter = await matterAt(town, 'drafted');
  const record = await town.paper('consultation-record');
  const both = servers.onBoth(await town.person('proposer'));
  const consulted = { units: [UNITS.justice], agreed: true, record };
  for (let round = 0; round < 30; round += 1) {
    const replies = await Promise.all(both.map((one) => matter.tries(one, 'UnitsConsulted', consulted)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 412]);
    matter.keeps(replies.find(({ status }) => status === 201) as Reply);
  }
  expect(matter.version).toBe(matter.answers.length - 1);
}

/** The same request at the same moment, on both. */
async function knowEachOthersAnswers(servers: TwoServers): Promise<void> {
  const { town } = servers;
  const matter = await matterAt(town, 'screened');
  const ten = servers.onBoth(await town.person('proposer'), 10);
  const how = { key: newKey(), version: matter.version };
  const payload = { necessity: '必要', feasibility: '可行' };
  const acts = await Promise.all(ten.map((one) => matter.tries(one, 'ProposalStudied', payload, how)));
  const opening = { payload: proposal('同时') };
  const key = { 'idempotency-key': 'at-the-same-time' };
  const openings = await Promise.all(ten.map((one) => one.posts('/api/decisions', opening, key)));
  for (const replies of [acts, openings]) {
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  }
}

/** Binding acts on both at once: each wants the one signer at that moment. */
async function shareOneSigner(servers: TwoServers): Promise<void> {
  const { town } = servers;
  const matters: Matter[] = [];
  for (let n = 0; n < 12; n += 1) {
    servers.useServer(n);
    matters.push(await matterAt(town, 'exempted'));
  }
  const papers = await (matters[0] as Matter).papers('legal-basis', 'procedure-account');
  const proposers = servers.onBoth(await town.person('proposer'), matters.length);
  const replies = await Promise.all(
    matters.map((matter, n) => {
      const request = { bundleDigest: matter.bundle, papers };
      return matter.tries(proposers[n] as Someone, 'LegalityReviewRequested', request);
    }),
  );
  for (const [n, reply] of replies.entries()) {
    insisted(201, reply);
    servers.useServer(n + 1);
    const kept = insisted(200, await town.wire.get(String(reply.body['receiptAt'])));
    expect(reply.body['receipt']).toBe(kept.text);
    verifyReceipt(kept.text, Buffer.from(eventIn(reply).leafHash, 'hex'), [verifierOf(servers.vkey)]);
  }
  for (const wire of servers.wires) {
    const { body } = await wire.get('/api/health/ready');
    expect(body).toMatchObject({ status: 'ready', checkpoints: 'signed' });
  }
}

describeOnPostgres('Two servers on one database', (fresh) => {
  test('take turns: what one wrote the other shows at once, and a role that ended on one is over on the other', async () => {
    const servers = await TwoServers.begin(fresh);
    await takeTurns(servers);
    await roleEnds(servers);
    await needsTheSigner(servers);
  }, 240_000);

  test('at the same moment: no version is forked, no request done twice, no two histories signed', async () => {
    const servers = await TwoServers.begin(fresh);
    await neverFork(servers);
    await knowEachOthersAnswers(servers);
    await shareOneSigner(servers);
  }, 240_000);
});
