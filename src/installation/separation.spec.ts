import { describe, expect, it } from 'vitest';
import { ORIGIN } from '../../test/installation.js';
import { oneServerForAll, type Answer, type Person } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { verifyInstallation } from '../verification/verify-installation.js';
import { OF_NO_PART, partsFor } from '../people/administrator-parts.js';

const township = oneServerForAll();
const REASON = '等保三级要求';
const unmetIn = ({ body }: Answer) =>
  (body['unmet'] as JsonObject[] | undefined)?.map(({ requirement }) => requirement);
const codeOf = ({ status, body }: Answer) => [status, body['code']];
const role = (name: string) => ({ role: name, unit: 'hengxi', body: 'hengxi', reason: '工作需要' });

interface Part {
  readonly person: string;
  readonly part: string;
}
const proposes = (who: Person, on: boolean, parts: readonly Part[]) =>
  who.posts('/api/admin/separation', { on, parts: parts.map((one) => ({ ...one })), reason: REASON });
const waitingIn = async (who: Person) =>
  (await who.get('/api/admin/separation')).body['waiting'] as { proposal: string } | null;
/** What the to-do list says that this person may confirm. */
const toConfirm = async (who: Person) =>
  (
    (await who.get('/api/tasks')).body['confirmations'] as {
      act: string;
      subject: string;
      by: { person: string };
    }[]
  ).map(({ act, subject, by }) => [act, subject, by.person]);
async function confirms(who: Person): Promise<Answer> {
  const proposal = (await waitingIn(who))?.proposal ?? 'none';
  return who.posts('/api/admin/separation/confirmation', { proposal });
}

describe('Three separated administrators', () => {
  let [system, security, audit]: Person[] = [];
  const three = () => {
    if (!system || !security || !audit) throw new Error('They are appointed by the first test.');
    return { system, security, audit };
  };

  it('are appointed by two people, one part each, and only from among administrators', async () => {
    const { server, administrator } = township();
    [system, security, audit] = [
      administrator,
      await administrator.registers('security', { role: 'administrator' }),
      await administrator.registers('audit', { role: 'administrator' }),
    ];
    const clerk = await administrator.registers('clerk', { role: 'secretary' });
    const parts = [
      { person: system.id, part: 'system' },
      { person: security.id, part: 'security' },
      { person: audit.id, part: 'audit' },
    ];
    const before = await server.events();
    expect(codeOf(await proposes(clerk, true, parts))).toEqual([403, 'not-permitted']);
    expect(unmetIn(await proposes(system, true, parts.slice(0, 2)))).toEqual(['three-parts']);
    const twoOfThree = [...parts, { person: system.id, part: 'audit' }];
    expect(unmetIn(await proposes(system, true, twoOfThree))).toEqual(['three-parts']);
    const outsider = [...parts.slice(0, 2), { person: clerk.id, part: 'audit' }];
    expect(unmetIn(await proposes(system, true, outsider))).toEqual(['they-administer']);
    expect(unmetIn(await proposes(system, false, parts))).toEqual(['three-parts']);
    expect(await server.events()).toBe(before);

    expect((await proposes(system, true, parts)).status).toBe(201);
    expect(unmetIn(await proposes(security, true, parts))).toEqual(['no-separation-waits']);
    expect(unmetIn(await confirms(system))).toEqual(['another-administrator-agrees']);
    expect((await system.get('/api/admin/separation')).body['on']).toBe(false);
    expect(await toConfirm(system)).toEqual([]);
    expect(await toConfirm(clerk)).toEqual([]);
    expect(await toConfirm(audit)).toEqual([['SeparationConfirmed', 'installation', system.id]]);
    expect((await confirms(security)).status).toBe(201);
    expect(await toConfirm(audit)).toEqual([]);
    expect((await audit.get('/api/admin/separation')).body).toEqual({
      on: true,
      asRequirement: true,
      parts: { [system.id]: 'system', [security.id]: 'security', [audit.id]: 'audit' },
      waiting: null,
    });
  });

  it('have every act that an administrator can do, of whatever kind of subject, or a reason why nobody has', () => {
    const { states } = township().server.running.parts.road;
    const acts = [
      'person',
      'unit',
      'installation',
      'decision',
      'meeting',
      'consultation',
      'catalogue',
      'pool',
      'reading',
    ].flatMap((kind) => {
      const room = states.roomOf(kind === 'installation' ? kind : `${kind}/x`);
      const { procedure } = room.procedureFor(undefined);
      return Object.keys(procedure.events).filter((type) =>
        procedure.rolesFor(type).includes('administrator'),
      );
    });
    expect(acts.length).toBeGreaterThan(25);
    const ownerless = acts.filter((type) => partsFor(type).length === 0);
    expect(ownerless.toSorted()).toEqual(Object.keys(OF_NO_PART).toSorted());
  });

  it('do each what is theirs, and nobody gives a role alone', async () => {
    const { server } = township();
    const { system: sys, security: sec, audit: aud } = three();
    const li = { username: 'li.na', password: 'correct horse battery', name: '李娜', post: '科员' };
    for (const who of [sec, aud])
      expect(codeOf(await who.posts('/api/admin/people', li))).toEqual([403, 'other-part']);
    const registered = await sys.posts('/api/admin/people', li);
    expect(registered.status).toBe(201);
    const id = String((registered.body['event'] as JsonObject)['subject']).slice('person/'.length);
    const before = await server.events();
    for (const who of [sys, sec, aud]) {
      const alone = await who.posts(`/api/admin/people/${id}/grants`, role('secretary'));
      expect([...codeOf(alone), alone.body['needed']]).toEqual([403, 'other-part', []]);
    }
    const file = Buffer.from('姓名,职务,用户名,角色\n王芳,科员,wang.fang,档案人员');
    const list = await server.sendsBytes('/api/admin/people/import?dryRun=false', file, {
      authorization: `Bearer ${sys.token}`,
    });
    expect(codeOf(list)).toEqual([422, 'import-refused']);
    const password = { password: 'a new one for you', reason: '遗失' };
    expect(codeOf(await sys.posts(`/api/admin/people/${id}/password`, password))).toEqual([
      403,
      'other-part',
    ]);
    const setting = {
      type: 'ConfigurationChanged',
      payload: { setting: 'letterhead', value: 'x', reason: '试' },
    };
    expect(codeOf(await sec.posts('/api/admin/installation/events', setting, { 'if-match': '"1"' }))).toEqual(
      [403, 'other-part'],
    );
    expect(await server.events()).toBe(before);
    expect((await sec.posts(`/api/admin/people/${id}/password`, password)).status).toBe(204);

    const at = `/api/admin/people/${id}/proposals`;
    expect(codeOf(await sec.posts(at, role('secretary')))).toEqual([403, 'other-part']);
    expect((await sys.posts(at, role('secretary'))).status).toBe(201);
    expect((await sys.posts(at, role('archivist'))).status).toBe(201);
    const { proposals } = (await sec.get(at)).body as {
      proposals: { id: string; role: string; by: string }[];
    };
    expect(proposals.map(({ role: one, by }) => [one, by])).toEqual([
      ['secretary', sys.id],
      ['archivist', sys.id],
    ]);
    // By whose part it is, and by nobody else.
    expect(await toConfirm(sec)).toEqual(proposals.map(() => ['RoleConfirmed', `person/${id}`, sys.id]));
    expect(await toConfirm(sys)).toEqual([]);
    expect(await toConfirm(aud)).toEqual([]);
    const [first, second] = proposals.map((one) => `${at}/${one.id}`) as [string, string];
    expect(codeOf(await sys.posts(`${first}/confirmation`, {}))).toEqual([403, 'other-part']);
    expect((await sec.posts(`${first}/confirmation`, {})).status).toBe(201);
    expect(codeOf(await sec.posts(`${first}/confirmation`, {}))).toEqual([404, 'not-found']);
    expect((await sec.posts(`${second}/refusal`, {})).status).toBe(201);
    expect(await toConfirm(sec)).toEqual([]);
    const li2 = await server.signsIn('li.na', password.password);
    expect((await li2.get('/api/me')).body['grants']).toEqual([
      { role: 'secretary', unit: 'hengxi', body: 'hengxi' },
    ]);
    expect((await sec.adds(`admin/people/${id}`, 'RoleEnded', role('secretary'))).status).toBe(201);
  });

  it('give a role here to somebody of another body too, or drop it', async () => {
    const { server } = township();
    const { system: sys, security: sec } = three();
    const { road } = server.running.parts;
    const installs = (kind: string, id: string, type: string, payload: JsonObject, ifMatch?: number) =>
      road.record({ kind, id, actor: 'installation', request: { type, payload }, ifMatch });
    const body = { kind: 'body', level: 'township', name: '安岭乡人民政府' };
    await installs('unit', 'anling', 'UnitRegistered', body, -1);
    const there = { role: 'secretary', unit: 'anling', body: 'anling', reason: '工作需要' };
    for (const id of ['chen', 'he']) {
      await installs('person', id, 'PersonRegistered', { name: '陈静', post: '科员' }, -1);
      await installs('person', id, 'RoleGranted', there);
    }

    const at = '/api/admin/people/chen/proposals';
    expect(codeOf(await sec.get(at))).toEqual([404, 'not-found']);
    for (const name of ['secretary', 'archivist']) expect((await sys.posts(at, role(name))).status).toBe(201);
    const { proposals } = (await sec.get(at)).body as { proposals: { id: string }[] };
    const [first, second] = proposals.map(({ id }) => `${at}/${id}`) as [string, string];
    expect((await sys.posts(`${first}/refusal`, {})).status).toBe(201);
    expect((await sec.posts(`${second}/confirmation`, {})).status).toBe(201);
  });

  it('are divided no more only when two of different parts agree', async () => {
    const { server } = township();
    const { system: sys, security: sec, audit: aud } = three();
    expect(codeOf(await proposes(aud, false, []))).toEqual([403, 'other-part']);
    expect((await proposes(sys, false, [])).status).toBe(201);
    expect(codeOf(await confirms(sys))).toEqual([403, 'other-part']);
    const proposal = (await waitingIn(aud))?.proposal ?? '';
    expect((await aud.posts('/api/admin/separation/refusal', { proposal })).status).toBe(201);
    expect((await proposes(sec, false, [])).status).toBe(201);
    expect(unmetIn(await confirms(sec))).toEqual(['another-administrator-agrees']);
    expect((await confirms(aud)).status).toBe(201);
    expect((await sys.get('/api/admin/separation')).body).toEqual({ on: false, parts: {}, waiting: null });
    const again = await server.signsIn('li.na', 'a new one for you');
    const granted = await sys.posts(`/api/admin/people/${again.id}/grants`, role('archivist'));
    expect(granted.status).toBe(201);
    const ofHe = '/api/admin/people/he/proposals';
    expect((await sys.posts(ofHe, role('archivist'))).status).toBe(201);
    const [own] = ((await sys.get(ofHe)).body as { proposals: { id: string }[] }).proposals;
    expect(unmetIn(await sys.posts(`${ofHe}/${own?.id ?? ''}/confirmation`, {}))).toEqual([
      'another-confirms',
    ]);
    // Without the profile, too, a role may be left to two; who gets it is neither of them.
    const at = `/api/admin/people/${sec.id}/proposals`;
    expect((await sys.posts(at, role('archivist'))).status).toBe(201);
    const { proposals } = (await sys.get(at)).body as { proposals: { id: string }[] };
    for (const who of [sys, sec])
      expect(unmetIn(await who.posts(`${at}/${proposals[0]?.id ?? ''}/confirmation`, {}))).toEqual([
        'another-confirms',
      ]);
    expect((await aud.posts(`${at}/${proposals[0]?.id ?? ''}/confirmation`, {})).status).toBe(201);
  });

  it('are asked for their part by the road itself and again by whoever verifies; separations of before are not', async () => {
    const { server, administrator } = township();
    const { ledger, road, database, signer, workflows } = server.running.parts;
    const { system: sys, security: sec, audit: aud } = three();
    const parts = [
      { person: sys.id, part: 'system' },
      { person: sec.id, part: 'security' },
      { person: aud.id, part: 'audit' },
    ];
    const acts = (actor: Person, type: string, payload: JsonObject, id = '') =>
      road.record({
        kind: id === '' ? 'installation' : 'person',
        id,
        actor: actor.id,
        request: { type, payload },
      });
    const factsOfLast = async (subject: string) =>
      (await ledger.eventsOf(subject)).at(-1)?.leaf.data.facts ?? {};

    // As an earlier release recorded it.
    await acts(sys, 'SeparationProposed', { proposal: 'earlier', on: true, parts, reason: REASON });
    await acts(sec, 'SeparationConfirmed', { proposal: 'earlier' });
    await acts(aud, 'PasswordReset', {}, sys.id);
    expect(await factsOfLast(`person/${sys.id}`)).not.toHaveProperty('administration');

    expect((await proposes(sys, true, parts)).status).toBe(201);
    expect((await confirms(sec)).status).toBe(201);
    const before = await server.events();
    const alone = acts(aud, 'PasswordReset', {}, sys.id);
    await expect(alone).rejects.toMatchObject({ unmet: [{ requirement: 'within-ones-part' }] });
    expect(await server.events()).toBe(before);
    await acts(sec, 'PasswordReset', {}, sys.id);
    const { version } = await ledger.headOf('installation');
    const facts = await factsOfLast(`person/${sys.id}`);
    expect(facts['administration']).toEqual({ position: version, part: 'security' });

    await ledger.checkpoint();
    const trust = { origin: ORIGIN, vkeys: [signer.vkey] };
    const verified = () => verifyInstallation(database.read, trust, workflows);
    expect(await verified()).toMatchObject({ finding: undefined, verdict: 'verified' });
    // Whoever runs the server writes past the road, and every fact is true.
    server.damaged = true;
    const { version: position } = await ledger.headOf(`person/${aud.id}`);
    const actor = { ...(facts['actor'] as JsonObject), person: aud.id, position };
    const administration = { position: version, part: 'audit' };
    await ledger.append({
      subject: `person/${sys.id}`,
      decide: () => ({
        type: 'PasswordReset',
        payload: {},
        disclosures: [],
        actor: aud.id,
        actorrole: 'administrator',
        actorunit: administrator.server.body,
        facts: { ...facts, actor, administration },
      }),
    });
    await ledger.checkpoint();
    const { finding } = await verified();
    expect(finding).toMatchObject({ code: 'E_ILLEGAL', subject: `person/${sys.id}` });
    expect(finding?.en).toContain('Separated administrators keep to their part');
  });
});
