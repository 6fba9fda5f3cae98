import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { recompute, rewrite } from '../../../test/attacker.js';
import { Attacked } from '../../../test/attacks/attacked.js';
import { Authenticator, type Deviation } from '../../../test/authenticator.js';
import { PUBLIC_URL, Person, oneServerForAll, subjectIdIn, type Answer } from '../../../test/server.js';
import type { JsonObject } from '../../canonical/canonical-json.js';
import { bagOf } from '../../exports/bag.js';
import type { Leaf } from '../../ledger/leaf.js';
import { writeFolder } from '../../exports/written.js';
import { PROJECT_ROOT } from '../../project-root.js';

const proposal = {
  title: '横溪镇停车场建设',
  body: 'hengxi',
  proposedBy: 'department',
  problem: '集镇停车难',
  necessity: '必要',
  feasibility: '可行',
  reasonsAndBasis: '民生实事项目',
  outline: '新建两处停车场',
  holdsStateSecret: false,
};
const WITHDRAWN = { type: 'ProposalWithdrawn', payload: { reason: '并入另一事项' } };

const outcome = ({ status, body }: Answer) => [status, body['code'] ?? 'fine'];
const why = ({ status, body }: Answer) => [status, body['code'], body['reason'] ?? body['unmet']];

const refused = (reason: string) => [422, 'act-signature-refused', reason];

/** Codes of what a verifier has found. */
const codes = ({ stdout }: { stdout: string }) =>
  (JSON.parse(stdout) as { findings: JsonObject[] }).findings.map((one) => one['code']);

/** Somebody with a passkey, and the token that goes on after it was set up. */
async function withPasskey(person: Person) {
  const key = new Authenticator(PUBLIC_URL);
  const begun = (await person.posts('/api/me/passkeys', {})).body;
  const response = key.creates(begun['options'] as JsonObject);
  const body = { ticket: String(begun['ticket']), name: '办公室钥匙', response };
  const confirmed = await person.posts('/api/me/passkeys/confirm', body);
  expect(confirmed.status).toBe(201);
  const token = String(confirmed.body['token']);
  return { key, person: new Person(person.server, person.id, person.username, token) };
}

async function registersKey(person: Person, key: Authenticator, forged: JsonObject = {}) {
  const begun = await person.posts('/api/me/signing-keys', { passkey: key.id });
  expect(begun.status).toBe(200);
  const response = { ...key.signs(begun.body['options'] as JsonObject), ...forged };
  const signature = { ticket: String(begun.body['ticket']), response };
  return person.posts('/api/me/signing-keys/confirm', { passkey: key.id, signature });
}

describe('An act that its actor signs', () => {
  const township = oneServerForAll();
  let clerk: Person;
  let key: Authenticator;
  beforeAll(async () => {
    const registered = await township().administrator.registers('zhao.liu', { role: 'proposer' });
    ({ key, person: clerk } = await withPasskey(registered));
  });

  const proposes = async (by = clerk) => {
    const proposed = await by.posts('/api/decisions', { payload: proposal });
    expect(proposed.status).toBe(201);
    return subjectIdIn(proposed);
  };
  const shows = (id: string, act: JsonObject = WITHDRAWN, by = clerk) =>
    by.posts('/api/me/signatures', { subject: { kind: 'decision', id }, act }, { 'if-match': '"0"' });
  const signed = (shown: Answer, deviation: Deviation = {}) => ({
    ticket: String(shown.body['ticket']),
    response: key.signs(shown.body['options'] as JsonObject, deviation),
  });
  const sends = (id: string, signature?: JsonObject, act: JsonObject = WITHDRAWN) =>
    clerk.posts(
      `/api/decisions/${id}/events`,
      { ...act, ...(signature && { signature }) },
      { 'if-match': '"0"' },
    );
  const eventOf = async (id: string) => {
    const events = await township().server.running.parts.ledger.eventsOf(`decision/${id}`);
    return events.at(-1)?.leaf;
  };
  async function asks(setting: string): Promise<Answer> {
    const { administrator } = township();
    const { etag = '' } = Object.fromEntries((await administrator.get('/api/admin/installation')).headers);
    const payload = { setting: 'signatures-asked', value: setting, reason: '重要行为须本人签名' };
    const act = { type: 'ConfigurationChanged', payload };
    return administrator.posts('/api/admin/installation/events', act, { 'if-match': etag });
  }

  it('takes a key of the actor’s own, registered as an event that the key itself has signed', async () => {
    const id = await proposes();
    expect(why(await shows(id))).toEqual([422, 'act-signature-refused', 'no-key']);
    const other = new Authenticator(PUBLIC_URL).id;
    expect(why(await registersKey(clerk, key, { id: other, rawId: other }))).toEqual([
      422,
      'act-signature-refused',
      'key-unknown',
    ]);
    const registered = await registersKey(clerk, key);
    expect(outcome(registered)).toEqual([201, 'fine']);
    expect((registered.body['event'] as JsonObject)['type']).toBe('SigningKeyRegistered');
    const { body } = await clerk.get('/api/me/signing-keys');
    expect(body['keys']).toEqual([
      {
        credential: key.id,
        key: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
        rpId: 'chengxu.example',
        acts: [],
        revoked: false,
      },
    ]);
    const again = await clerk.posts('/api/me/signing-keys', { passkey: key.id });
    expect(again.body['code']).toBe('requirement-unmet');
    const events = `/api/admin/people/${clerk.id}/events`;
    const forOthers = { type: 'SigningKeyRegistered', payload: {} };
    expect((await township().administrator.posts(events, forOthers)).status).toBe(422);
  });

  it('is shown as it will be recorded, and stands in the leaf with its signature', async () => {
    const id = await proposes();
    const shown = await shows(id);
    expect(shown.status).toBe(200);
    const statement = String(shown.body['statement']);
    const digest = createHash('sha256').update(statement).digest('base64url');
    expect((shown.body['options'] as JsonObject)['challenge']).toBe(digest);
    const recorded = await sends(id, signed(shown));
    expect(outcome(recorded)).toEqual([201, 'fine']);
    const leaf = await eventOf(id);
    expect(leaf?.data.actorsig).toMatchObject({ credential: key.id });
    const said = JSON.parse(statement) as JsonObject;
    expect(said).toMatchObject({
      format: 'chengxu-act@2',
      subject: `decision/${id}`,
      type: 'ProposalWithdrawn',
      actor: clerk.id,
      actorrole: 'proposer',
      prev: leaf?.prev,
      data: { version: 1, _sd: leaf?.data._sd, payload: leaf?.data.payload },
    });
    const texts = (shown.body['disclosures'] as string[]).map((one) =>
      createHash('sha256').update(one).digest('base64url'),
    );
    expect(texts.toSorted()).toEqual(leaf?.data._sd);
  });

  it('is refused, and nothing recorded, where anything of it is another', async () => {
    const id = await proposes();
    const before = await township().server.events();
    const other = { ...WITHDRAWN, payload: { reason: '别的理由' } };
    expect(why(await sends(id, signed(await shows(id)), other))).toEqual(refused('other-act'));
    const claimed = { ...WITHDRAWN, claimed: '2026-02-01' };
    expect(why(await sends(id, signed(await shows(id)), claimed))).toEqual(refused('other-act'));
    const elsewhere = await proposes();
    expect(why(await sends(elsewhere, signed(await shows(id))))).toEqual(refused('other-act'));
    const deviations: Deviation[] = [
      { flags: 0x01 },
      { rpId: 'attacker.example' },
      { origin: 'https://attacker.example' },
      { challenge: 'c29tZXRoaW5nIGVsc2U' },
      { signedBy: new Authenticator(PUBLIC_URL) },
      { counter: 1 },
    ];
    for (const deviation of deviations)
      expect([deviation, why(await sends(id, signed(await shows(id), deviation)))]).toEqual([
        deviation,
        refused('wrong'),
      ]);
    const late = signed(await shows(id));
    township().server.clock.daysPassByTheMachine(301 / 24 / 3600);
    expect(why(await sends(id, late))).toEqual(refused('over'));
    expect(await township().server.events()).toBe(before + 1);
    const signature = signed(await shows(id));
    expect(outcome(await sends(id, signature))).toEqual([201, 'fine']);
    expect(why(await sends(id, signature))).toEqual(refused('wrong'));
  });

  it('says for whom it is done and by which delegation, and is of no use for another', async () => {
    const { administrator } = township();
    const lender = await administrator.registers('sun.ba', { role: 'proposer' });
    const lent = {
      to: clerk.id,
      body: 'hengxi',
      roles: ['proposer'],
      from: '2026-01-01',
      until: '2999-12-31',
    };
    const given = await lender.posts('/api/me/delegations', { ...lent, basis: '委托书', reason: '出差' });
    expect(outcome(given)).toEqual([201, 'fine']);
    const act = { ...WITHDRAWN, delegatedBy: lender.id };
    const id = await proposes();
    const shown = await shows(id, act);
    expect(JSON.parse(String(shown.body['statement']))).toMatchObject({
      actor: clerk.id,
      delegatedBy: lender.id,
      delegation: expect.any(String),
    });
    expect(why(await sends(id, signed(shown)))).toEqual(refused('other-act'));
    expect(why(await sends(id, signed(await shows(id)), act))).toEqual(refused('other-act'));
    expect(outcome(await sends(id, signed(await shows(id, act)), act))).toEqual([201, 'fine']);
    expect((await eventOf(id))?.data.facts['delegation']).toMatchObject({ by: { person: lender.id } });
  });

  it('is asked for by installation, body or the person, in words, and only then', async () => {
    expect((await asks('not types')).body['code']).toBe('setting-refused');
    const id = await proposes();
    expect((await asks('OutcomeDecided ProposalWithdrawn')).status).toBe(201);
    const answer = await sends(id);
    expect(answer.status).toBe(409);
    expect(answer.body['unmet']).toMatchObject([
      {
        requirement: 'actor-signature',
        found: { zh: '没有签名' },
        remedy: { zh: expect.stringContaining('通行密钥') },
      },
    ]);
    expect(outcome(await sends(id, signed(await shows(id))))).toEqual([201, 'fine']);
    expect((await asks('off')).status).toBe(201);
    expect(outcome(await sends(await proposes()))).toEqual([201, 'fine']);

    const { administrator, server } = township();
    const unit = (acts: string[], version: number) =>
      administrator.adds(
        `admin/units/${server.body}`,
        'SignaturesAsked',
        { acts, reason: '本镇规定' },
        version,
      );
    expect(outcome(await unit(['ProposalWithdrawn'], 0))).toEqual([201, 'fine']);
    const ofBody = await proposes();
    expect((await sends(ofBody)).body['unmet']).toMatchObject([
      { needed: { en: expect.stringContaining('body asks') } },
    ]);
    expect(outcome(await sends(ofBody, signed(await shows(ofBody))))).toEqual([201, 'fine']);
    expect(outcome(await unit([], 1))).toEqual([201, 'fine']);
    expect(outcome(await sends(await proposes()))).toEqual([201, 'fine']);
  });

  it('is verified by both verifiers without the server, and shows its grade', async () => {
    const { on, running, clock } = township().server;
    const id = await proposes();
    expect(outcome(await sends(id, signed(await shows(id))))).toEqual([201, 'fine']);
    const { body } = await clerk.get(`/api/decisions/${id}/events`);
    expect((body['events'] as JsonObject[]).at(-1)?.['grade']).toMatchObject({
      is: 'reliable-e-signature',
      signature: { by: 'actor', key: key.id, authority: '本机构登记的签名密钥', checked: true },
    });
    await running.parts.ledger.checkpoint();
    const policy = join(on.directory, 'policy-of-the-auditor');
    writeFileSync(policy, `log ${running.parts.signer.vkey}\nquorum none\n`);
    const { database, workflows } = running.parts;
    const exported = { rows: database.read, documents: join(on.directory, 'documents'), released: workflows };
    for (const decision of [id, undefined]) {
      const bag = join(on.directory, `bag-${decision ?? 'all'}`);
      const options = { at: clock.machine(), ...(decision !== undefined && { decision }) };
      await writeFolder(await bagOf(exported, options), bag);
      const given = [bag, '--policy', policy, '--as-of', clock.legal().toISOString(), '--json'];
      const definitions = workflows.flatMap(({ hash }) => ['--definition', hash]);
      const verifier = join(PROJECT_ROOT, 'verifier/chengxu-verifier.mjs');
      const first = spawnSync(process.execPath, [verifier, ...given, ...definitions], { encoding: 'utf8' });
      expect([decision, first.status, codes(first).filter((code) => code !== 'W_TAIL')]).toEqual([
        decision,
        decision === undefined ? 0 : first.status,
        [],
      ]);
      if (spawnSync('python3', ['--version']).status !== 0) continue;
      const twin = join(PROJECT_ROOT, 'verifier/python/chengxu_verifier.py');
      const second = spawnSync('python3', [twin, ...given], { encoding: 'utf8' });
      expect([decision, codes(second)]).toEqual([decision, codes(first)]);
    }
  });

  it('can be signed no more with a key that was revoked, by its owner or the body’s administrator', async () => {
    const id = await proposes();
    const waiting = signed(await shows(id));
    const stranger = await township().administrator.registers('qian.qi', { role: 'proposer' });
    const path = `/api/me/signing-keys/${key.id}/revoke`;
    expect((await stranger.posts(path, { reason: '不是我的' })).body['code']).toBe('requirement-unmet');
    const revoked = await township().administrator.posts(`/api/admin/people/${clerk.id}/events`, {
      type: 'SigningKeyRevoked',
      payload: { credential: key.id, reason: '钥匙遗失' },
    });
    expect(outcome(revoked)).toEqual([201, 'fine']);
    expect(why(await sends(id, waiting))).toEqual([422, 'act-signature-refused', 'key-unknown']);
    expect((await clerk.posts(path, { reason: '遗失' })).body['code']).toBe('requirement-unmet');
    const again = await clerk.posts('/api/me/signing-keys', { passkey: key.id });
    expect(again.body['code']).toBe('requirement-unmet');
  });

  it('is missed, or found wrong, by a verification of the database itself', async () => {
    const { server } = township();
    const attacked = new Attacked(server);
    const events = await server.running.parts.ledger.eventsFrom(0, 1000);
    const { seq = -1 } =
      events.find(({ leaf }) => leaf.type === 'ProposalWithdrawn' && leaf.data.actorsig) ?? {};
    expect(await attacked.found(attacked.copy())).toBeUndefined();
    const forged: ((leaf: Leaf) => void)[] = [
      ({ data }) => (data.payload = { ...data.payload, forged: true }),
      ({ data: { actorsig } }) => {
        if (actorsig) actorsig.signature = actorsig.signature.replace(/^.{12}/, 'MEUCIQDAAAAA');
      },
      ({ data: { actorsig } }) => {
        if (actorsig) actorsig.credential = 'AAAA';
      },
    ];
    for (const forge of forged) {
      const copy = await attacked.after(async (rows) => {
        await rewrite(rows, seq, (leaf) => {
          forge(leaf);
          return leaf;
        });
        await recompute(rows);
      });
      expect(await attacked.found(copy)).toMatchObject({ code: 'E_ACTOR_SIG', seq });
    }
    const delegated = events.find(({ leaf }) => leaf.data.actorsig && leaf.data.facts['delegation']);
    for (const change of [{ delegation: 'another' }, undefined]) {
      const copy = await attacked.after(async (rows) => {
        await rewrite(rows, delegated?.seq ?? -1, (leaf) => {
          const { delegation, ...facts } = leaf.data.facts;
          const said = change && { delegation: { ...(delegation as JsonObject), ...change } };
          return { ...leaf, data: { ...leaf.data, facts: { ...facts, ...said } } };
        });
        await recompute(rows);
      });
      expect(await attacked.found(copy)).toMatchObject({ code: 'E_ACTOR_SIG', seq: delegated?.seq });
    }
    const { seq: asked = -1 } =
      events.find(({ leaf }) => leaf.data.payload['setting'] === 'signatures-asked') ?? {};
    const withdrawn = events.find(
      ({ leaf, seq: at }) => at > asked && leaf.data.actorsig && leaf.subject.startsWith('decision/'),
    );
    const unsigned = await attacked.after(async (rows) => {
      await rewrite(rows, withdrawn?.seq ?? -1, ({ data: { actorsig: _, ...data }, ...leaf }) => ({
        ...leaf,
        data,
      }));
      await recompute(rows);
    });
    expect(await attacked.found(unsigned)).toMatchObject({ code: 'E_ACTOR_SIG', seq: withdrawn?.seq });
  });
});
