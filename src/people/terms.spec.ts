import { expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { TestServer, type Answer } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { personFacts } from './person-room.js';
import { personProcedure } from './person.js';

const unmetIn = ({ body }: Answer) =>
  (body['unmet'] as JsonObject[] | undefined)?.map(({ requirement }) => requirement);

describeOnAnyDatabase('What people are qualified as', (fresh) => {
  it('is recorded with its days, shown where people are chosen, and ends; a bar may have a term', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const reviewer = await administrator.registers(
      'reviewer',
      { role: 'legality-reviewer' },
      { role: 'member' },
    );
    const at = `admin/people/${reviewer.id}`;
    const adds = (type: string, payload: JsonObject, who = administrator) =>
      who.adds(at, type, { body: 'hengxi', ...payload });
    const shown = async (path: string) => {
      const { people } = (await administrator.get(path)).body as { people: JsonObject[] };
      return people.find(({ id }) => id === reviewer.id);
    };
    const unqualified = { warnings: [{ is: 'reviewer-without-qualification' }], terms: [] };
    expect(await shown('/api/people')).toMatchObject(unqualified);
    expect(await shown('/api/admin/people')).toMatchObject({ ...unqualified, barredUntil: null });

    const passed = { kind: 'legal-qualification', number: 'A20203301000001', from: '2020-06-01' };
    expect((await adds('QualificationRecorded', passed, reviewer)).status).toBe(403);
    expect(unmetIn(await adds('QualificationRecorded', { ...passed, body: 'xianju' }))).toEqual([
      'administers-the-body',
    ]);
    expect(unmetIn(await adds('QualificationRecorded', { ...passed, until: '2019-01-01' }))).toEqual([
      'grant-period',
    ]);
    expect(unmetIn(await adds('QualificationRecorded', { ...passed, kind: 'counsel-engagement' }))).toEqual([
      'engagement-has-its-term',
    ]);
    expect((await adds('QualificationRecorded', passed)).status).toBe(201);
    expect(unmetIn(await adds('QualificationRecorded', passed))).toEqual(['term-does-not-overlap']);
    const mandate = { kind: 'member', number: '人大〔2021〕3号', from: '2021-11-01', until: '2999-10-31' };
    expect((await adds('MandateRecorded', mandate)).status).toBe(201);
    const terms = [
      { ...passed, body: 'hengxi', until: null },
      { ...mandate, body: 'hengxi' },
    ];
    expect(await shown('/api/people')).toMatchObject({ warnings: [], terms });

    const date = '2021-12-31';
    expect(
      unmetIn(await adds('QualificationEnded', { kind: passed.kind, on: '2999-01-01', reason: '吊销' })),
    ).toEqual(['term-stands']);
    expect(unmetIn(await adds('MandateEnded', { kind: 'head', on: date, reason: '去职' }))).toEqual([
      'term-stands',
    ]);
    expect((await adds('QualificationEnded', { kind: passed.kind, on: date, reason: '吊销' })).status).toBe(
      201,
    );
    expect(await shown('/api/people')).toMatchObject({
      warnings: [{ is: 'reviewer-without-qualification' }],
      terms: [{ kind: 'member' }],
    });
    expect(await shown('/api/admin/people')).toMatchObject({ terms: [{ until: date }, { kind: 'member' }] });
    const events = await server.running.parts.ledger.eventsOf(`person/${reviewer.id}`);
    for (const { bytes } of events) expect(String(bytes)).not.toMatch(/A2020|吊销/);

    const struck = { standing: 'barred', until: '2999-12-31', reason: '严重失职' };
    const { version } = (await shown('/api/admin/people')) as { version: number };
    const barred = await administrator.adds(at, 'StandingChanged', { body: 'hengxi', ...struck }, version);
    expect(barred.status).toBe(201);
    expect(await shown('/api/admin/people')).toMatchObject({ standing: 'barred', barredUntil: struck.until });
    const standpoint = await server.running.parts.road.states.read(
      server.running.parts.database.read,
      `person/${reviewer.id}`,
    );
    const standingOn = (day: string) => personFacts(reviewer.id, standpoint, day).standing;
    expect([standingOn('2999-12-31'), standingOn('3000-01-01')]).toEqual(['barred', 'good']);
    expect(standpoint.loaded.procedure).toBe(personProcedure);
  });
});
