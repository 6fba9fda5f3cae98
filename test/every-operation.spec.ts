import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../src/canonical/digest.js';
import { grantable } from '../src/people/person.js';
import { apiDescription } from '../src/server/api-description.js';
import { sampleBody } from './api/asked.js';
import { Fuzzing } from './api/fuzzing.js';
import { operationsIn, type ApiDocument, type Operation } from './api/operations.js';
import { crewOf, PublishedCall } from './published-call.js';
import { oneServerForAll, subjectIdIn, type Person } from './server.js';

/** Of each operation; `npm run campaign:api` asks for more. */
const CASES = Number(process.env['CHENGXU_CASES'] ?? 3);
const SEED = Number(process.env['CHENGXU_SEED'] ?? 2026);
const NOTHING = '00000000-0000-4000-8000-000000000000';

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
  [/^\/api\/(public|ledger|workflows|jurisdictions|rule-sets|forms)\//, 'everybody'],
  // Which bodies and units there are, and what became of them, is no secret of any of them.
  [/^\/api\/units\//, 'everybody'],
  // One's own alone: looked for among what the asking person has.
  [/^\/api\/me\//, 'oneself'],
  [/^\/api\/sessions\/oidc\//, 'everybody'],
  [/^\/api\/documents\//, 'document'],
];
type Whose =
  | 'decision'
  | 'consultation'
  | 'meeting'
  | 'catalogue'
  | 'pool'
  | 'person'
  | 'unit'
  | 'erasure'
  | 'everybody'
  | 'document'
  | 'oneself';

const names = ({ path }: Operation): boolean => path.includes('{');
const whose = ({ path }: Operation): Whose | undefined =>
  BELONGS.find(([address]) => address.test(path))?.[1];

/**
 * Everybody knows a published call, and may comment on it; what stands behind it is not read from outside. Which bodies
 * and units there are is no secret.
 */
const isWalled = (operation: Operation): boolean =>
  whose(operation) !== 'unit' && (whose(operation) !== 'consultation' || operation.method === 'GET');

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

/** The name of none such. */
const nothing = (operation: Operation): string =>
  ({ document: 'f'.repeat(64), catalogue: 'hengxi-1999' })[String(whose(operation))] ?? NOTHING;

describe('Every operation of the API', () => {
  const township = oneServerForAll({ trustedProxies: ['127.0.0.1'] });
  let document: ApiDocument;
  let operations: Operation[];

  beforeAll(async () => {
    document = JSON.parse(await apiDescription()) as ApiDocument;
    operations = operationsIn(document);
  });

  it('that names a thing is known to belong to somebody, or to everybody', () => {
    expect(
      operations.filter((one) => names(one) && whose(one) === undefined).map(({ path }) => path),
    ).toEqual([]);
  });

  it('is for nobody who is not signed in, or has no such role, unless it says so', async () => {
    const { server, administrator } = township();
    const plain = await administrator.registers('without-roles');
    const before = await server.events();
    for (const operation of operations.filter(({ isPublic }) => !isPublic)) {
      const asks = (who: Person | undefined) => asked(operation, NOTHING, who);
      expect([operation.id, (await asks(undefined)).slice(0, 3)]).toEqual([operation.id, '401']);
      if (Array.isArray(document.paths[operation.path]?.[operation.method.toLowerCase()]?.['x-permission']))
        expect([operation.id, (await asks(plain)).slice(0, 17)]).toEqual([operation.id, '403 not-permitted']);
    }
    expect(await server.events()).toBe(before);
  });

  it('tells whoever is of another body the same of our things as of none', async () => {
    const { server, administrator } = township();
    const crew = await crewOf(administrator);
    const call = await PublishedCall.published(crew, 'walled-call');
    const other = { id: 'shangzhang', kind: 'body', level: 'township', name: '上张乡人民政府' };
    expect((await administrator.posts('/api/admin/units', other)).status).toBe(201);
    const stranger = await administrator.registers(
      'stranger',
      ...grantable.options.map((role) => ({ role, body: other.id })),
    );
    const ours: Partial<Record<Whose, string>> = {
      decision: call.decision,
      consultation: call.id,
      meeting: await convened(
        crew.office,
        await administrator.registers('head', { role: 'head' }),
        await administrator.registers('member', { role: 'member' }),
      ),
      catalogue: await drafted(crew.office),
      person: crew.proposer.id,
      unit: server.body,
      erasure: await proposedErasure(crew.office, call),
      document: sha256Hex(Buffer.from('草案：横溪镇停车场建设')),
    };
    expect((await crew.office.get(`/api/documents/${ours.document ?? ''}`)).status).toBe(200);
    const before = await server.events();
    const tried = operations.filter((one) => names(one) && ours[whose(one) ?? 'everybody'] !== undefined);
    expect(tried.length).toBeGreaterThan(30);
    for (const operation of tried) {
      const thing = ours[whose(operation) ?? 'everybody'] ?? '';
      const there = await asked(operation, thing, stranger);
      if (isWalled(operation))
        expect([operation.id, there.replaceAll(thing, nothing(operation))]).toEqual([
          operation.id,
          await asked(operation, nothing(operation), stranger),
        ]);
      expect([operation.id, there.slice(0, 3)]).toEqual([
        operation.id,
        expect.stringMatching(/^(403|404|409|412|422)$/) as unknown,
      ]);
    }
    expect(await server.events()).toBe(before);
  });

  it('answers as it is described whatever it is asked, and writes nothing that it does not answer for', async () => {
    const { server, administrator } = township();
    const fuzzing = await Fuzzing.in(server, administrator, document);
    await fuzzing.run(CASES, SEED);
    expect(fuzzing.findings).toEqual([]);
    const count = [...fuzzing.tally.values()].reduce((sum, one) => sum + one, 0);
    expect(count).toBe(operations.length * CASES);
    expect(fuzzing.tally.get('2xx')).toBeGreaterThan(50);
    if (process.env['CHENGXU_CASES'])
      process.stdout.write(
        `${[...fuzzing.tally]
          .toSorted()
          .map(([status, answers]) => `${status} ${answers}`)
          .join(', ')}\n`,
      );
  }, 7_200_000);

  /** One plain request for this thing, and what is answered, in one text. */
  async function asked(operation: Operation, thing: string, who: Person | undefined): Promise<string> {
    const { server } = township();
    const { method, parameters, streamed } = operation;
    const path = operation.path
      .replaceAll(/\{(id|sha256|after|provider|code)\}/g, thing)
      .replaceAll('{file}', 'minutes.docx')
      .replaceAll(/\{[^}]+\}/g, '0');
    const needed = parameters.filter((one) => one.in === 'query' && one.required);
    const query = needed.map(({ name }) => `${name}=${name === 'event' ? 'DraftSubmitted' : '0'}`).join('&');
    const body = sampleBody(operation, document, [server.body]);
    const response = await fetch(`${server.running.address}${path}${query && `?${query}`}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(who && { authorization: `Bearer ${who.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(streamed && { 'content-type': 'application/pdf' }),
        'if-match': '"0"',
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? '';
    return `${response.status} ${code} ${text}`;
  }
});
