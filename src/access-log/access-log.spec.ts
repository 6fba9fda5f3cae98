import { expect, it } from 'vitest';
import { onOwnConnection } from '../../test/attacker.js';
import { describeOnBothDatabases, describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { TestServer, subjectIdIn, type Person } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { noteNamings } from '../documents/namings.js';
import { verifyInstallation } from '../verification/verify-installation.js';

const PROPOSAL = {
  title: '横溪镇停车场建设',
  proposedBy: 'department',
  problem: '集镇停车难',
  necessity: '必要',
  feasibility: '可行',
  reasonsAndBasis: '民生实事项目',
  outline: '新建两处停车场',
  holdsStateSecret: false,
};

async function begin(on: TestDatabase) {
  const { server, administrator } = await TestServer.setUp(on);
  const proposer = await administrator.registers('proposer', { role: 'proposer' });
  const auditor = await administrator.registers('auditor', { role: 'auditor' });
  const proposed = await proposer.posts('/api/decisions', { payload: { ...PROPOSAL, body: server.body } });
  return { on, server, administrator, proposer, auditor, id: subjectIdIn(proposed) };
}

const started = (who: Person, id: string, version = 0) =>
  who.adds(`decisions/${id}`, 'ProcedureStarted', { leadUnit: 'hengxi', units: ['hengxi'] }, version);
const logOf = async (auditor: Person, id: string) =>
  (await auditor.get(`/api/decisions/${id}/access-log`)).body['rows'] as JsonObject[];

async function verified(server: TestServer) {
  const { database, ledger, signer, workflows } = server.running.parts;
  await ledger.checkpoint();
  return verifyInstallation(database.read, { origin: ORIGIN, vkeys: [signer.vkey] }, workflows);
}

describeOnBothDatabases('The access log', (fresh) => {
  it('keeps who was refused what on a decision, without a word of what was sent', async () => {
    const { server, administrator, proposer, auditor, id } = await begin(await fresh());
    const office = await administrator.registers('office', { role: 'office' });
    expect((await started(proposer, id)).body['code']).toBe('not-competent');
    expect((await started(office, id)).body['code']).toBe('not-now');
    const secret = { result: 'major', kind: 'planning', reason: '不可外传的理由' };
    const screened = await proposer.adds(`decisions/${id}`, 'MatterScreened', secret, 0);
    expect(screened.status).toBe(403);
    expect((await started(office, 'nothing-here')).status).toBe(404);
    expect((await started(office, id, 7)).status).toBe(412);
    expect((await started(office, 'nothing-here', 7)).status).toBe(404);

    const rows = await logOf(auditor, id);
    expect(
      rows.map(({ row, actor, what, type, code, count }) => [row, actor, what, type, code, count]),
    ).toEqual([
      [1, proposer.id, 'refused', 'ProcedureStarted', 'not-competent', 1],
      [2, office.id, 'refused', 'ProcedureStarted', 'not-now', 1],
      [3, proposer.id, 'refused', 'MatterScreened', 'not-competent', 1],
      [4, office.id, 'refused', 'ProcedureStarted', 'version-conflict', 1],
      [5, auditor.id, 'read', '/api/decisions/:id/access-log', '', 1],
    ]);
    expect(rows[0]?.['requirements']).toEqual(['competent']);
    expect(rows[3]?.['requirements']).toEqual([]);
    expect(
      JSON.stringify(await server.running.parts.database.read.query('SELECT * FROM access_log')),
    ).not.toContain('不可外传');
    for (const who of [proposer, administrator, office])
      expect((await who.get(`/api/decisions/${id}/access-log`)).status).toBe(403);
  });

  it('is anchored once a day, and a verification misses a row that is not what it was', async () => {
    const { on, server, proposer, id } = await begin(await fresh());
    const { ledger } = server.running.parts;
    const anchors = async () =>
      (await ledger.eventsOf('installation')).filter(({ type }) => type === 'AccessLogAnchored');
    await started(proposer, id);
    await server.running.dailyRecord.tick();
    await server.running.dailyRecord.tick();
    expect((await anchors()).map(({ leaf }) => [leaf.actorrole, leaf.data.payload['count']])).toEqual([
      ['installation', 1],
    ]);
    server.clock.legalTimePasses(24 * 3600 * 1000);
    server.clock.daysPassByTheMachine(11 / (24 * 60));
    await started(proposer, id);
    await server.running.dailyRecord.tick();
    expect((await anchors()).at(-1)?.leaf.data.payload['count']).toBe(2);
    expect(await verified(server)).toMatchObject({ verdict: 'verified' });

    const database = server.running.parts.database;
    for (const sql of [
      'UPDATE access_log SET actor = ? WHERE row = 2',
      'DELETE FROM access_log WHERE actor <> ?',
    ])
      await expect(database.write((tx) => tx.query(sql, ['another']))).rejects.toThrow(/append-only/);
    server.damaged = true;
    await pastTheFence(on, (rows) => rows.query("UPDATE access_log SET actor = 'another' WHERE row = 2"));
    const { finding } = await verified(server);
    expect(finding).toMatchObject({ code: 'E_ILLEGAL', subject: 'installation' });
    expect(finding?.en).toContain('access log that it anchored');
    await pastTheFence(on, (rows) => rows.query('DELETE FROM access_log'));
    expect((await verified(server)).finding?.en).toContain('access log that it anchored');
  });
});

/** As whoever administers the database can. */
function pastTheFence(on: TestDatabase, work: (rows: Rows) => Promise<unknown>) {
  return onOwnConnection(on, async (rows) => {
    if (on.dialect === 'postgres') await rows.query('ALTER TABLE access_log DISABLE TRIGGER ALL');
    else
      for (const verb of ['update', 'delete'])
        await rows.query(`DROP TRIGGER IF EXISTS access_log_refuses_${verb}`);
    await work(rows);
  });
}

describeOnSqlite('An access log that cannot be written', (fresh) => {
  it('lets nothing through, refuses nothing more, and shows in the health page', async () => {
    const { on, server, proposer, id } = await begin(await fresh());
    await onOwnConnection(on, async (rows) => void (await rows.query('DROP TABLE access_log')));
    expect((await started(proposer, id)).body['code']).toBe('not-competent');
    expect((await server.sends('GET', '/api/health/ready')).body['accessLog']).toBe('failing');
    expect((await proposer.get(`/api/decisions/${id}`)).status).toBe(200);
  });
});

describeOnSqlite('The access log, besides,', (fresh) => {
  it('keeps what an auditor reads of a decision, and nothing of what others read', async () => {
    const { server, administrator, proposer, auditor, id } = await begin(await fresh());
    await administrator.posts('/api/admin/units', {
      id: 'xianju',
      kind: 'body',
      level: 'county',
      name: '仙居县',
    });
    const elsewhere = await administrator.registers('elsewhere', { role: 'auditor', body: 'xianju' });
    for (const path of ['', '/events', '/replay?version=0']) {
      expect((await auditor.get(`/api/decisions/${id}${path}`)).status).toBe(200);
      expect((await proposer.get(`/api/decisions/${id}${path}`)).status).toBe(200);
      expect((await elsewhere.get(`/api/decisions/${id}${path}`)).status).toBe(404);
    }
    expect((await elsewhere.get(`/api/decisions/${id}/access-log`)).status).toBe(404);
    const { accessLog, database } = server.running.parts;
    for (const who of [auditor, proposer]) expect((await who.get('/api/exports/ocel.json')).status).toBe(200);
    await accessLog.flush();
    expect(await database.read.query("SELECT actor, what, type FROM access_log WHERE decision = ''")).toEqual(
      [{ actor: auditor.id, what: 'read', type: '/api/exports/ocel.json' }],
    );
    const read = (await logOf(auditor, id)).map(({ actor, type }) => [actor, type]);
    expect(read).toEqual(
      ['', '/events', '/replay', '/access-log'].map((path) => [auditor.id, `/api/decisions/:id${path}`]),
    );
  });

  it('keeps which paper an auditor reads, and for which decision, however many they are', async () => {
    const { server, administrator, proposer, auditor, id } = await begin(await fresh());
    const minute = await proposer.uploads('会议纪要');
    const shared = await proposer.uploads('立项材料');
    const office = await administrator.registers('office', { role: 'office' });
    const { database, accessLog } = server.running.parts;
    const another = subjectIdIn(
      await proposer.posts('/api/decisions', { payload: { ...PROPOSAL, body: server.body } }),
    );
    await database.write(async (tx) => {
      await noteNamings(tx, `decision/${id}`, [minute, shared]);
      await noteNamings(tx, `decision/${another}`, [shared]);
    });
    for (const digest of [minute, shared, minute])
      for (const who of [auditor, proposer, office])
        expect([who.username, (await who.get(`/api/documents/${digest}`)).status]).toEqual([
          who.username,
          200,
        ]);
    // One that is not theirs to see leaves nothing: it was not read.
    expect((await auditor.get(`/api/documents/${'f'.repeat(64)}`)).status).toBe(404);
    await accessLog.flush();
    expect(
      await database.read.query('SELECT actor, what, decision, type, count FROM access_log ORDER BY row'),
    ).toEqual(
      [
        [id, minute, 1],
        ...[id, another].toSorted().map((decision) => [decision, shared, 1]),
        [id, minute, 1],
      ].map(([decision, digest, count]) => ({
        actor: auditor.id,
        what: 'read',
        decision,
        type: `/api/documents/${String(digest)}`,
        count,
      })),
    );
    const many = Array.from({ length: 40 }, (_, n) => n.toString(16).padStart(64, '0'));
    for (const digest of many) await accessLog.noteReading(auditor.id, id, `/api/documents/${digest}`);
    expect(await database.read.query('SELECT count(*) AS n FROM access_log')).toEqual([{ n: 44 }]);
    // However much was read, what the same person tries in vain has a row of its own.
    expect((await started(auditor, id)).status).toBe(403);
    expect((await logOf(auditor, id)).map(({ what }) => what)).toContain('refused');
  });

  it('keeps whose text an auditor reads, or compares, as it keeps the paper itself', async () => {
    const { server, proposer, auditor, id } = await begin(await fresh());
    const [before, after] = [await proposer.uploads('第一稿'), await proposer.uploads('第二稿')];
    const { database, accessLog } = server.running.parts;
    await database.write((tx) => noteNamings(tx, `decision/${id}`, [before, after]));
    const addresses = [`/api/documents/${before}/text`, `/api/documents/${before}/diff/${after}`];
    for (const address of addresses) expect((await auditor.get(address)).status).toBe(200);
    await accessLog.flush();
    expect(await database.read.query('SELECT decision, type FROM access_log ORDER BY row')).toEqual(
      addresses.map((type) => ({ decision: id, type })),
    );
  });

  it('counts what is tried again and again, and cannot be flooded', async () => {
    const { server, proposer, auditor, id } = await begin(await fresh());
    const { accessLog, database } = server.running.parts;
    for (let n = 0; n < 5; n += 1) await started(proposer, id);
    const refusal = (type: string) => ({
      kind: 'decision',
      id,
      actor: proposer.id,
      request: { type, payload: {} },
    });
    const { NotCompetent } = await import('../road/refusals.js');
    for (let n = 0; n < 100; n += 1)
      await accessLog.noteRefusal(refusal(`Attempt${n}`), new NotCompetent(`Attempt${n}`, [], [], []));
    expect(await database.read.query('SELECT max(row) AS n FROM access_log')).toEqual([{ n: 30 }]);
    server.clock.daysPassByTheMachine(11 / (24 * 60));
    await accessLog.flush();
    const counted = await database.read.query(
      'SELECT what, count FROM access_log WHERE row > 30 ORDER BY row',
    );
    expect(counted).toEqual([
      { what: 'refused', count: 4 },
      { what: 'more', count: 71 },
    ]);
    expect((await logOf(auditor, id)).filter(({ count }) => count === 4)).toHaveLength(1);
  });
});
