import { expect } from 'vitest';
import { sha256Hex } from '../../src/canonical/digest.js';
import type { Operation } from '../api/operations.js';
import { crewOf, PublishedCall } from '../published-call.js';
import { subjectIdIn, type Person } from '../server.js';

/** Whose thing an address names. A new address that names one is entered here, or the test fails. */
const BELONGS: readonly (readonly [address: RegExp, to: Whose])[] = [
  [/^\/api\/decisions\/\{id\}/, 'decision'],
  [/^\/api\/consultations\/\{id\}/, 'consultation'],
  [/^\/api\/meetings\/\{id\}/, 'meeting'],
  [/^\/api\/catalogues\/\{id\}/, 'catalogue'],
  [/^\/api\/pools\/\{id\}/, 'pool'],
  [/^\/api\/admin\/people\/\{id\}/, 'person'],
  [/^\/api\/admin\/units\/\{id\}/, 'unit'],
  [/^\/api\/admin\/erasures\/\{id\}/, 'erasure'],
  [/^\/api\/emergency-readings\/\{id\}/, 'emergency-reading'],
  [/^\/api\/(public|ledger|workflows|jurisdictions|rule-sets|forms)\//, 'everybody'],
  // Which bodies and units there are, and what became of them, is no secret of any of them.
  [/^\/api\/units\//, 'unit'],
  // One's own alone: looked for among what the asking person has.
  [/^\/api\/me\//, 'oneself'],
  [/^\/api\/sessions\/oidc\//, 'everybody'],
  [/^\/api\/documents\//, 'document'],
];
export type Whose =
  | 'decision'
  | 'consultation'
  | 'meeting'
  | 'catalogue'
  | 'pool'
  | 'person'
  | 'unit'
  | 'erasure'
  | 'emergency-reading'
  | 'everybody'
  | 'document'
  | 'oneself';

/** One thing of each kind, of one body: what others are not to see. */
export type Things = Readonly<Partial<Record<Whose, string>>>;

export const names = ({ path }: Operation): boolean => path.includes('{');
export const whose = ({ path }: Operation): Whose | undefined =>
  BELONGS.find(([address]) => address.test(path))?.[1];

/**
 * Everybody knows a published call, and may comment on it; what stands behind it is not read from outside. Which bodies
 * and units there are is no secret.
 */
export const isWalled = (operation: Operation): boolean =>
  whose(operation) !== 'unit' && (whose(operation) !== 'consultation' || operation.method === 'GET');

/** The name of none such. */
export const nothing = (operation: Operation): string =>
  ({ document: 'f'.repeat(64), catalogue: 'hengxi-1999', pool: 'nowhere', unit: 'nowhere' })[
    String(whose(operation))
  ] ?? '00000000-0000-4000-8000-000000000000';

/** What a township has after a month: a matter with an open call, a meeting, a catalogue, a pool, an erasure proposed. */
export async function thingsOf(administrator: Person): Promise<Things> {
  const crew = await crewOf(administrator, 'walled-');
  const call = await PublishedCall.published(crew, 'walled-call');
  const { body } = crew.office.server;
  const opened = await crew.office.posts('/api/pools', { payload: { body } });
  expect([opened.status, opened.body['unmet']]).toEqual([201, undefined]);
  // One that has only begun: whose it is does not turn on its length, and reading it costs less.
  const proposed = await crew.proposer.posts('/api/decisions', {
    payload: {
      title: '横溪镇集镇道路改造',
      body,
      proposedBy: 'department',
      problem: '道路破损',
      necessity: '必要',
      feasibility: '可行',
      reasonsAndBasis: '民生实事项目',
      outline: '改造两条道路',
      holdsStateSecret: false,
    },
  });
  expect(proposed.status).toBe(201);
  return {
    decision: subjectIdIn(proposed),
    consultation: call.id,
    meeting: await convened(
      crew.office,
      await administrator.registers('walled-head', { role: 'head' }),
      await administrator.registers('walled-member', { role: 'member' }),
    ),
    catalogue: await drafted(crew.office),
    pool: body,
    person: crew.proposer.id,
    unit: body,
    erasure: await proposedErasure(crew.office, call),
    document: sha256Hex(Buffer.from('草案：横溪镇停车场建设')),
  };
}

async function convened(office: Person, head: Person, member: Person): Promise<string> {
  const meeting = {
    body: office.server.body,
    kind: 'township-government-meeting',
    plannedOn: '2026-03-09',
    head: head.id,
    members: [member.id],
  };
  const answer = await office.posts('/api/meetings', { payload: meeting });
  expect([answer.status, answer.body['unmet']]).toEqual([201, undefined]);
  return subjectIdIn(answer);
}

async function drafted(office: Person): Promise<string> {
  const { body } = office.server;
  const one = { number: 1, name: '停车场', unit: body, plannedBy: '2026-10-31', kind: 'planning' };
  const answer = await office.posts('/api/catalogues', { payload: { body, year: 2026, items: [one] } });
  expect([answer.status, answer.body]).toMatchObject([201, {}]);
  return subjectIdIn(answer);
}

async function proposedErasure(office: Person, call: PublishedCall): Promise<string> {
  const said = await call.comments({ text: '请保留树木', name: '王芳', contact: '138' });
  expect(said.status).toBe(201);
  const about = { receiptCode: String(said.body['receipt']) };
  const asked = { about, legalBasis: 'consent-withdrawn', request: '2026-1' };
  const answer = await office.posts('/api/admin/erasures', asked);
  expect([answer.status, answer.body['unmet']]).toEqual([201, undefined]);
  return Object.keys((answer.body['state'] as { proposals: object }).proposals).at(-1) ?? '';
}
