import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attack } from '../../test/attacker.js';
import { describeOnAnyDatabase, describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { TestServer, type Answer, type Person } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import { documentPath } from '../documents/documents.js';
import { verifyInstallation } from '../verification/verify-installation.js';

const TITLE = '横溪镇停车场建设';
const SAID = { text: '我家住在西街九号', name: '王芳芳', contact: '13812345678' };

/** A township with an open call, and one comment whose writer left name and number. */
async function begin(on: TestDatabase) {
  const { server, administrator } = await TestServer.setUp(on);
  const crew = await crewOf(administrator);
  const call = await PublishedCall.published(crew, 'parking-2026', TITLE);
  const comment = await call.comments(SAID, 'key-of-this-comment');
  expect(comment.status).toBe(201);
  const code = String(comment.body['receipt']);
  const { seq } = comment.body['event'] as { seq: number };
  return { on, server, administrator, ...crew, call, code, seq };
}

const asks = (code: string) => ({
  about: { receiptCode: code },
  legalBasis: 'consent-withdrawn',
  request: '横信访〔2026〕12号',
});
const proposalIn = ({ body }: Answer) =>
  Object.keys((body['state'] as { proposals: JsonObject }).proposals).at(-1) ?? '';
const unmetIn = ({ body }: Answer) =>
  (body['unmet'] as JsonObject[] | undefined)?.map(({ requirement }) => requirement);
const toConfirm = async (who: Person) => (await who.get('/api/tasks')).body['confirmations'];
const confirms = (who: Person, id: string) => who.posts(`/api/admin/erasures/${id}/confirmation`, {});

async function verified(server: TestServer) {
  const { database, ledger, signer, workflows } = server.running.parts;
  await ledger.checkpoint();
  return verifyInstallation(database.read, { origin: ORIGIN, vkeys: [signer.vkey] }, workflows);
}

/** Everything that the database has on the disk, its write-ahead log included; SQLite alone is one file. */
function onTheDisk({ url }: TestDatabase): Buffer {
  const file = url.slice('sqlite:'.length);
  return Buffer.concat([file, `${file}-wal`].filter(existsSync).map((one) => readFileSync(one)));
}
/** As it stands in the disclosure's row, wherever base64url begins to count. */
const spellings = (value: string) =>
  [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), Buffer.from(value)])
      .toString('base64url')
      .slice(shift ? 4 : 0, -3),
  );

describeOnAnyDatabase('Personal data of a member of the public', (fresh, dialect) => {
  it('is erased by two people, and nothing that was proved is proved any less', async () => {
    const { on, server, administrator, office, call, code, seq } = await begin(await fresh());
    const { ledger, database } = server.running.parts;
    await ledger.checkpoint();
    const before = {
      proof: await ledger.proof(seq, seq + 1),
      receipt: await ledger.receipt(seq),
      shown: (await server.sends('GET', `/api/public/receipts/${code}`)).body,
      decision: (await office.get(`/api/decisions/${call.decision}`)).body['stateHash'],
      leaf: (await ledger.eventAt(seq))?.bytes,
    };
    if (dialect === 'sqlite')
      expect(spellings(SAID.contact).some((one) => onTheDisk(on).includes(one))).toBe(true);

    const proposed = await administrator.posts('/api/admin/erasures', asks(code));
    expect([proposed.status, proposed.body['unmet']]).toEqual([201, undefined]);
    const id = proposalIn(proposed);
    const alone = await confirms(administrator, id);
    expect([alone.status, unmetIn(alone)]).toEqual([409, ['two-people']]);
    const done = await confirms(office, id);
    expect([done.status, done.body['unmet']]).toEqual([201, undefined]);

    const after = {
      proof: await ledger.proof(seq, seq + 1),
      receipt: await ledger.receipt(seq),
      shown: (await server.sends('GET', `/api/public/receipts/${code}`)).body,
      decision: (await office.get(`/api/decisions/${call.decision}`)).body['stateHash'],
      leaf: (await ledger.eventAt(seq))?.bytes,
    };
    expect(after).toEqual(before);
    const { body } = await office.get('/api/consultations/parking-2026/comments');
    expect(body['comments']).toMatchObject([{ number: 1, anonymous: false }]);
    expect(JSON.stringify(body)).not.toMatch(/王芳芳|1381|西街/);
    for (const table of ['disclosure', 'idempotency'])
      expect(await database.read.query(`SELECT 1 AS one FROM ${table} WHERE seq = ?`, [seq])).toEqual([]);
    if (dialect === 'sqlite')
      for (const value of Object.values(SAID))
        for (const spelling of [value, ...spellings(value)])
          expect([spelling, onTheDisk(on).includes(spelling)]).toEqual([spelling, false]);
    expect(await verified(server)).toMatchObject({ verdict: 'verified', erased: 3 });
  });

  it('is missed by a verification when it is deleted without them', async () => {
    const { on, server, code, seq, administrator, office } = await begin(await fresh());
    const { database } = server.running.parts;
    await expect(
      database.write((tx) => tx.query('DELETE FROM disclosure WHERE seq = ?', [seq])),
    ).rejects.toThrow(/append-only/);
    const fields = ['/payload/contact'];
    const asked = { ...asks(code), about: { receiptCode: code, fields } };
    const id = proposalIn(await administrator.posts('/api/admin/erasures', asked));
    expect((await confirms(office, id)).status).toBe(201);
    expect(await verified(server)).toMatchObject({ verdict: 'verified', erased: 1 });
    server.damaged = true;
    await attack(on, async (rows) => void (await rows.query(`DELETE FROM disclosure WHERE seq = ${seq}`)));
    expect((await verified(server)).finding).toMatchObject({ code: 'E_DISCLOSURE_MISSING', seq });
  });
});

describeOnAnyDatabase('A removal under an order', (fresh, dialect) => {
  it('takes titles and papers out of the store and of every list, and says so for ever', async () => {
    const { on, server, administrator, office, proposer, call } = await begin(await fresh());
    const { body } = await office.get(`/api/decisions/${call.decision}/events`);
    const first = (body['events'] as JsonObject[])[0];
    const draft = sha256Hex(Buffer.from(`草案：${TITLE}`));
    const file = documentPath(join(on.directory, 'documents'), draft);
    expect(existsSync(file)).toBe(true);
    const stranger = {
      ground: 'secrecy-order',
      order: '横密〔2026〕3号',
      subject: `decision/${call.decision}`,
    };
    const events = [{ event: String(first?.['id']), fields: ['/payload/title'] }];
    const unknown = await office.posts('/api/admin/erasures/orders', {
      ...stranger,
      documents: ['a'.repeat(64)],
    });
    expect([unknown.status, unmetIn(unknown)]).toEqual([409, ['removable-only']]);
    const asked = { ...stranger, events, documents: [draft] };
    const proposed = await office.posts('/api/admin/erasures/orders', asked);
    expect([proposed.status, proposed.body['unmet']]).toEqual([201, undefined]);
    const done = await confirms(administrator, proposalIn(proposed));
    expect([done.status, done.body['unmet']]).toEqual([201, undefined]);

    expect(existsSync(file)).toBe(false);
    expect((await office.get(`/api/documents/${draft}`)).body['code']).toBe('document-removed');
    const again = await server.sendsBytes('/api/documents?name=x.txt', Buffer.from(`草案：${TITLE}`), {
      authorization: `Bearer ${proposer.token}`,
    });
    expect([again.status, existsSync(file)]).toEqual([410, false]);
    const { body: list } = await office.get('/api/decisions');
    expect(list['decisions']).toMatchObject([{ title: '' }]);
    if (dialect === 'sqlite') expect(onTheDisk(on).includes(TITLE)).toBe(false);
    expect(await verified(server)).toMatchObject({ verdict: 'verified', erased: 1 });
  });
});

describeOnSqlite('Personal data of a member of the public, besides,', (fresh) => {
  it('is not erased by people of another body, nor is anything that office has said', async () => {
    const { server, administrator, office, call, code } = await begin(await fresh());
    await administrator.posts('/api/admin/units', {
      id: 'xianju',
      kind: 'body',
      level: 'county',
      name: '仙居县',
    });
    const stranger = await administrator.registers('stranger', { role: 'archivist', body: 'xianju' });
    const events = await server.events();
    expect((await stranger.posts('/api/admin/erasures', asks(code))).status).toBe(404);
    expect((await stranger.posts('/api/admin/erasures/search', { receiptCode: code })).status).toBe(404);
    const { body } = await office.get(`/api/decisions/${call.decision}/events`);
    const studied = (body['events'] as JsonObject[]).find(({ type }) => type === 'ProposalStudied');
    const words = { event: String(studied?.['id']), fields: ['/payload/necessity'] };
    const never = await office.posts('/api/admin/erasures', { ...asks(code), about: words });
    expect([never.status, unmetIn(never)]).toEqual([409, ['erasable-only']]);
    const order = {
      subject: `decision/${call.decision}`,
      events: [words],
      ground: 'secrecy-order',
      order: '密2026-1',
    };
    const neither = await office.posts('/api/admin/erasures/orders', order);
    expect([neither.status, unmetIn(neither)]).toEqual([409, ['removable-only']]);
    expect(await server.events()).toBe(events);
  });

  it('stays where the proposal is dropped', async () => {
    const { server, administrator, office, code } = await begin(await fresh());
    const id = proposalIn(await administrator.posts('/api/admin/erasures', asks(code)));
    const { body } = await office.get('/api/admin/erasures');
    expect(body['proposals']).toMatchObject([{ id, is: 'erasure', by: administrator.id }]);
    const county = { id: 'xianju', kind: 'body', level: 'county', name: '仙居县' };
    expect((await administrator.posts('/api/admin/units', county)).status).toBe(201);
    const stranger = await administrator.registers('stranger', { role: 'archivist', body: county.id });
    expect((await stranger.get('/api/admin/erasures')).body['proposals']).toEqual([]);
    expect(await toConfirm(office)).toMatchObject([
      { act: 'DisclosuresErased', id, by: { person: administrator.id } },
    ]);
    expect(await Promise.all([administrator, stranger].map(toConfirm))).toEqual([[], []]);
    expect((await stranger.posts(`/api/admin/erasures/${id}/refusal`, {})).status).toBe(404);
    expect((await office.posts(`/api/admin/erasures/${id}/refusal`, {})).status).toBe(201);
    expect((await confirms(office, id)).status).toBe(404);
    expect(await verified(server)).toMatchObject({ verdict: 'verified', erased: 0 });
  });

  it('is not lawfully erased by one person alone, past the road', async () => {
    const { on, server, administrator, code, seq } = await begin(await fresh());
    const { ledger } = server.running.parts;
    const proposed = await administrator.posts('/api/admin/erasures', asks(code));
    const last = (await ledger.eventsOf('installation')).at(-1)?.leaf;
    if (!last) throw new Error('nothing was proposed');
    const { actor, actorrole, actorunit, data } = last;
    const payload = { ...data.payload, first: actor, second: actor };
    server.damaged = true;
    await ledger.append({
      subject: 'installation',
      decide: () => ({
        type: 'DisclosuresErased',
        actor,
        actorrole,
        actorunit,
        payload,
        facts: data.facts,
        disclosures: [],
      }),
    });
    expect(proposalIn(proposed)).toBe(data.payload['proposal']);
    // The digests are listed now, so the fence is open: what tells is the verification.
    await attack(on, async (rows) => void (await rows.query(`DELETE FROM disclosure WHERE seq = ${seq}`)));
    const { finding } = await verified(server);
    expect(finding).toMatchObject({ code: 'E_ILLEGAL', subject: 'installation' });
    expect(finding?.en).toContain('Done by two people');
  });
});
