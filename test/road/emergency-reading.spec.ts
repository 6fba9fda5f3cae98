import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { belongingTo } from '../../src/exports/belonging.js';
import { routesOf } from '../../src/http/routes.js';
import { controllersOf, ROOMS } from '../../src/server/rooms.js';
import { TEMPLATES } from '../../src/templates/templates.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { matterAt } from './stages.js';
import { BODY, type Part, type Town } from './town.js';
import { eventIn, insisted, unmetIn, type Reply, type Someone } from './wire.js';

const REASON = '信访突发，须当日核实';
const asks = (who: Someone, matter: Matter, hours = 4) =>
  who.posts(`${matter.path}/emergency-readings`, { hours, reason: REASON });
const idIn = (reply: Reply) => eventIn(reply).subject.slice('reading/'.length);
const confirms = (who: Someone, id: string) => who.posts(`/api/emergency-readings/${id}/confirmation`, {});
const toConfirm = async (who: Someone) => insisted(200, await who.get('/api/tasks')).body['confirmations'];
const mayOf = async (who: Someone) =>
  (insisted(200, await who.get('/api/emergency-readings')).body['readings'] as { may: object }[])[0]?.may;
const codeOf = ({ status, body }: Reply) => [status, body['code']];

interface Shown {
  readonly status: string;
  readonly readings: number;
  readonly reason: string;
  readonly name: string;
}
async function shownTo(who: Someone, matter: Matter): Promise<readonly Shown[]> {
  return insisted(200, await who.get(matter.path)).body['emergencyReadings'] as Shown[];
}

/**
 * Routes of one decision whose handler sends the answer itself. What is read under a reading is noted after the handler
 * and before its answer is sent: here that would be too late, so these open nothing to whoever has only a reading.
 */
function sendingThemselves(): string[] {
  return controllersOf(ROOMS).flatMap((controller) =>
    routesOf([controller]).flatMap(({ name, method, path }) => {
      const taken = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name.split('.')[1] ?? '') ??
        {}) as Readonly<Record<string, { readonly data?: { readonly passthrough?: boolean } }>>;
      const sends = Object.entries(taken).some(
        ([key, { data }]) => key.startsWith(`${RouteParamtypes.RESPONSE}:`) && data?.passthrough !== true,
      );
      return sends && method === 'get' && path.startsWith('/api/decisions/:id/') ? [path] : [];
    }),
  );
}

/** An officer of the county, who has no access to the township's decisions. */
async function countyOfficer(town: Town): Promise<Someone> {
  await town.foundsBody('county');
  return town.newcomer('officer', [['office', 'county']], 'county');
}

describeOnAnyDatabase('Emergency reading', (fresh) => {
  test('takes a second person of the body, shows one decision, lets nobody act, and ends by itself', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'drafted');
    const officer = await countyOfficer(town);
    const clerk = await town.person('clerk');
    const auditor = await town.person('auditor');
    const status = async (path: string, who = officer) => (await who.get(path)).status;
    const { sha256 } = await town.paper('draft', '第一版');

    expect(unmetIn(await asks(officer, matter, 25)).map(({ requirement }) => requirement)).toEqual([
      'reading-not-too-long',
    ]);
    const longest = { setting: 'emergency-reading-hours', value: '0', reason: '试' };
    const settings = await town.administrator.get('/api/admin/installation');
    const change = { type: 'ConfigurationChanged', payload: longest };
    const headers = { 'if-match': String(settings.headers.get('etag')) };
    const refusedSetting = await town.administrator.posts('/api/admin/installation/events', change, headers);
    expect(codeOf(refusedSetting)).toEqual([422, 'setting-refused']);

    const id = idIn(insisted(201, await asks(officer, matter)));
    expect(await status(matter.path)).toBe(404);
    expect(unmetIn(await confirms(officer, id)).map(({ requirement }) => requirement)).toEqual([
      'competent',
      'second-of-the-body',
    ]);
    const stranger = await town.newcomer('stranger', [['head', 'county']], 'county');
    expect(codeOf(await confirms(stranger, id))).toEqual([404, 'not-found']);
    expect((await shownTo(clerk, matter)).map((one) => [one.status, one.reason, one.name])).toEqual([
      ['asked', REASON, '姓名officer'],
    ]);
    expect(await toConfirm(clerk)).toMatchObject([{ act: 'ReadingConfirmed', subject: `reading/${id}`, id }]);
    expect(await Promise.all([officer, stranger, auditor].map(toConfirm))).toEqual([[], [], []]);
    expect(await mayOf(clerk)).toEqual({ decide: true, end: false });
    expect(await mayOf(officer)).toEqual({ decide: false, end: false });
    insisted(201, await confirms(clerk, id));
    expect(await toConfirm(await town.person('head'))).toEqual([]);
    expect(await mayOf(officer)).toEqual({ decide: false, end: true });
    expect((await confirms(await town.person('head'), id)).status).toBe(409);

    // Reading: the decision, its history, its papers. Not another decision, no copy to take away, and no act.
    const read = insisted(200, await officer.get(matter.path));
    expect([read.body['actions'], read.body['id']]).toEqual([[], matter.id]);
    for (const part of ['events', 'responsibility', 'replay?version=0'])
      expect(await status(`${matter.path}/${part}`)).toBe(200);
    expect(await status(`/api/documents/${String(sha256)}`)).toBe(200);
    const other = await matterAt(town, 'proposed', '另一事项');
    expect(await status(other.path)).toBe(404);
    const template = `${matter.path}/templates/${TEMPLATES[0]}.docx`;
    const sent = sendingThemselves().map((path) =>
      path.replace(':id', matter.id).replace(':file', `${TEMPLATES[0]}.docx`),
    );
    for (const path of ['dossier.zip', 'dossier.pdf', 'certificate'])
      expect(sent).toContain(`${matter.path}/${path}`);
    expect([sent.includes(template), await status(template, clerk)]).toEqual([true, 200]);
    for (const path of sent) expect([path, await status(path)]).toEqual([path, 404]);
    expect(await status(`${matter.path}/access-log`)).toBe(403);
    expect(await status(`${matter.path}/conflicts?role=expert`)).toBe(403);
    const list = insisted(200, await officer.get('/api/decisions')).body['decisions'];
    expect(list).toEqual([]);
    const before = await work.events();
    const acts: [string, JsonObject][] = [
      ['IrregularityRecorded', { rule: 'D713-030-d' }],
      ['LegalityReviewRequested', { bundleDigest: matter.bundle, papers: [] }],
    ];
    for (const [type, payload] of acts)
      expect([403, 404, 422]).toContain((await matter.tries(officer, type, payload)).status);
    expect(await work.events()).toBe(before);

    const log = insisted(200, await auditor.get(`${matter.path}/access-log`)).body['rows'] as JsonObject[];
    const under = log.filter(({ code }) => code === `reading/${id}`);
    expect(
      under.every(({ what, actor, count }) => what === 'read' && actor === officer.id && count === 1),
    ).toBe(true);
    expect(under.map(({ type }) => String(type).replace('/api/', ''))).toEqual([
      'decisions/:id',
      'decisions/:id/events',
      'decisions/:id/responsibility',
      'decisions/:id/replay',
      `documents/${String(sha256)}`,
    ]);
    expect((await shownTo(clerk, matter)).map((one) => [one.status, one.readings])).toEqual([
      ['open', under.length],
    ]);
    const { database, ledger } = work.running.parts;
    const seqs = (await ledger.eventsOf(`reading/${id}`)).map(({ seq }) => seq);
    const { size } = await ledger.head();
    const belonging = await belongingTo(database.read, `decision/${matter.id}`, size, undefined);
    expect(belonging?.seqs).toEqual(expect.arrayContaining(seqs));

    work.clock.legalTimePasses(4 * 3_600_000);
    expect(await status(matter.path)).toBe(404);
    expect(await status(`/api/documents/${String(sha256)}`)).toBe(404);
    expect((await shownTo(clerk, matter))[0]?.status).toBe('over');

    const again = idIn(insisted(201, await asks(officer, matter, 24)));
    insisted(201, await confirms(await town.person('head'), again));
    expect(await status(matter.path)).toBe(200);
    const ends = (who: Someone) => who.posts(`/api/emergency-readings/${again}/end`, { reason: '核实完毕' });
    expect((await ends(stranger)).status).toBe(404);
    expect(unmetIn(await ends(await town.person('proposer')))[0]?.requirement).toBe('reader-or-of-the-body');
    insisted(201, await ends(officer));
    expect(await status(matter.path)).toBe(404);

    const late = idIn(insisted(201, await asks(officer, matter, 24)));
    work.daysPass(4);
    expect(unmetIn(await confirms(clerk, late))[0]?.requirement).toBe('reading-waits');
  });

  test('is confirmed by the security administrator alone where the three are separated', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'proposed');
    const officer = await countyOfficer(town);
    const admin = (name: string) => town.newcomer(name, [['administrator', BODY]]);
    const [system, security, audit] = [town.administrator, await admin('security'), await admin('audit')];
    const head = await town.person('head' satisfies Part);
    const parts = [
      { person: system.id, part: 'system' },
      { person: security.id, part: 'security' },
      { person: audit.id, part: 'audit' },
    ];
    const proposal = { on: true, parts, reason: '等保三级' };
    insisted(201, await system.posts('/api/admin/separation', proposal));
    const waiting = (await audit.get('/api/admin/separation')).body['waiting'] as { proposal: string };
    insisted(201, await audit.posts('/api/admin/separation/confirmation', { proposal: waiting.proposal }));

    const id = idIn(insisted(201, await asks(officer, matter)));
    expect(unmetIn(await confirms(head, id)).map(({ requirement }) => requirement)).toEqual([
      'second-of-the-body',
    ]);
    expect(await mayOf(head)).toEqual({ decide: false, end: false });
    expect(await mayOf(security)).toEqual({ decide: true, end: false });
    for (const who of [system, audit]) expect(codeOf(await confirms(who, id))).toEqual([403, 'other-part']);
    const refusal = { reason: '可由县里调卷' };
    const first = await security.posts(`/api/emergency-readings/${id}/refusal`, refusal);
    expect(first.status).toBe(201);
    expect(unmetIn(await confirms(security, id))[0]?.requirement).toBe('reading-waits');
    const again = idIn(insisted(201, await asks(officer, matter)));
    insisted(201, await confirms(security, again));
    expect((await officer.get(matter.path)).status).toBe(200);
    const listed = (await security.get('/api/emergency-readings')).body['readings'] as { id: string }[];
    // Both were asked for at the same instant of this clock.
    expect(listed.map((one) => one.id).toSorted()).toEqual([again, id].toSorted());
  });
});
