import type { Json } from '../../src/canonical/canonical-json.js';
import { sampleBody } from '../api/asked.js';
import { textOf } from '../api/text-of.js';
import type { ApiDocument, Operation } from '../api/operations.js';
import type { Person, TestServer } from '../server.js';
import { nothing, whose, type Things } from './things.js';

/** An answer, as far as it could tell something. */
export interface Told {
  readonly status: number;
  readonly code: string;
  readonly headers: string;
  readonly text: string;
}

const CONTENT = { reason: '工作需要' };
const GRANT = { role: 'member', unit: 'hengxi', body: 'hengxi', reason: '工作需要' };
const IDENTITY = { issuer: 'https://id.example', externalId: '42', reason: '工作需要' };

/** What fits, where something drawn at random would be turned away before anybody asks whose it is. */
const BODIES: Readonly<Record<string, Json>> = {
  'Decisions.propose': {
    payload: {
      title: '横溪镇停车场建设',
      body: 'hengxi',
      proposedBy: 'department',
      problem: '集镇停车难',
      necessity: '必要',
      feasibility: '可行',
      reasonsAndBasis: '民生实事项目',
      outline: '新建两处停车场',
      holdsStateSecret: false,
    },
  },
  'Decisions.record': { type: 'ProcedureTerminated', payload: CONTENT },
  'Consultations.record': {
    type: 'CommentDisposed',
    payload: { comment: 99, disposition: 'adopted', reason: '已采纳' },
  },
  'Catalogues.draft': {
    payload: {
      body: 'hengxi',
      year: 2027,
      items: [{ number: 1, name: '停车场', unit: 'hengxi', plannedBy: '2027-10-31', kind: 'planning' }],
    },
  },
  'Meetings.record': { type: 'MeetingClosed', payload: {} },
  'Catalogues.record': { type: 'CataloguePublished', payload: { channels: ['website'] } },
  'Pools.open': { payload: { body: 'hengxi' } },
  'Pools.record': { type: 'ExpertDelisted', payload: { expert: 'nobody-here', ...CONTENT } },
  'Units.add': { type: 'UnitRenamed', payload: { name: '新名', from: '2026-03-02', ...CONTENT } },
  'Meetings.convene': {
    payload: {
      body: 'hengxi',
      kind: 'township-government-meeting',
      plannedOn: '2026-03-09',
      head: 'nobody-here',
      members: ['nobody-here'],
    },
  },
  'People.add': { type: 'RoleGranted', payload: GRANT },
  'People.grant': GRANT,
  'RoleProposals.propose': GRANT,
  'Accounts.link': IDENTITY,
  'Accounts.unlink': IDENTITY,
  'Accounts.endSessions': { ...CONTENT, tokens: true },
  'Accounts.resetSecondFactor': CONTENT,
  'Invitations.renew': CONTENT,
  'People.resetPassword': { password: 'another fine long one', ...CONTENT },
  'Recovery.recover': { person: 'nobody-here', resetSignIn: false, ...CONTENT },
};

/** One plain request for each operation, as a client that behaves would send it. */
export class Asking {
  private readonly bodies = new Map<string, string | undefined>();

  constructor(
    private readonly server: TestServer,
    private readonly document: ApiDocument,
    private readonly things: Things,
  ) {}

  /** @param thing what the address names; `fits` false: with a body that no route takes */
  async ask(operation: Operation, thing: string, who: Person | undefined, fits = true): Promise<Told> {
    const { method, parameters, streamed } = operation;
    const path = operation.path
      .replaceAll(/\{(id|sha256|after|provider|code)\}/g, thing)
      .replaceAll('{file}', 'minutes.docx')
      .replaceAll(/\{[^}]+\}/g, '0');
    const needed = parameters.filter((one) => one.in === 'query' && one.required);
    const fitting: Readonly<Record<string, string>> = {
      event: 'DraftSubmitted',
      body: this.server.body,
      role: 'expert',
    };
    const query = needed.map(({ name }) => `${name}=${fitting[name] ?? '0'}`).join('&');
    const body = fits ? this.bodyOf(operation) : operation.body && '[]';
    const sends = method !== 'GET' && (body !== undefined || streamed);
    const response = await fetch(`${this.server.running.address}${path}${query && `?${query}`}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(who && { authorization: `Bearer ${who.token}` }),
        ...(sends && { 'content-type': streamed ? 'application/octet-stream' : 'application/json' }),
        'if-match': '"999"',
      },
      ...(sends && { body: streamed ? '' : (body ?? '') }),
    });
    const text = await textOf(response);
    // When it was said, and of which length for which name, is no difference.
    const headers = [...response.headers]
      .filter(([name]) => !['date', 'content-length'].includes(name))
      .map(([name, value]) => `${name}: ${value}`);
    const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? '';
    return { status: response.status, code, headers: headers.join('\n'), text };
  }

  /** What is told of this thing, as if it were of the other. */
  asOfNothing(operation: Operation, told: Told): Told {
    const thing = this.things[whose(operation) ?? 'everybody'];
    if (thing === undefined) return told;
    return { ...told, text: told.text.replaceAll(thing, nothing(operation)) };
  }

  private bodyOf(operation: Operation): string | undefined {
    const known = this.bodies.get(operation.id);
    if (known !== undefined) return known;
    const fitting = BODIES[operation.id];
    const body = fitting ? JSON.stringify(fitting) : sampleBody(operation, this.document, [this.server.body]);
    if (body !== undefined) this.bodies.set(operation.id, body);
    return body;
  }
}
