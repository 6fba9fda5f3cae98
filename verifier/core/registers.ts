import { utf8, hexOf } from './bytes.js';
import type { Host } from './host.js';
import { canonical, isObject, stringsIn, type Json, type JsonObject } from './json.js';
import type { Leaf } from './leaf.js';

/** A register as far as the events of it that are here tell; `version` is that of the last one. */
export interface Register {
  version: number;
  /** An event is missing before this one, or one of a kind that is not known here: nothing can be told. */
  isClear: boolean;
}

/** What facts may say of a register, by the names that the facts have. */
export type Told = Readonly<Record<string, Json>>;

interface PersonRegister extends Register {
  standing: Json;
  /** The last day of a bar that has a term. */
  barredUntil: string | undefined;
  grants: JsonObject[];
  /** What this person lends others, by id, until it is ended. */
  delegations: Map<string, JsonObject>;
}

/** Another decision: what its own replay tells of it; undefined where it was not replayed up to here. */
interface DecisionRegister {
  readonly version: number;
  readonly told: Told | undefined;
}

interface OtherRegister extends Register {
  told: Told;
}

const NOTHING = '0'.repeat(64);

/** The simple lives that facts rest on: persons, meetings, consultations, catalogues, the calendar in force. One leaf after the other. */
export class Registers {
  private readonly persons = new Map<string, PersonRegister>();
  private readonly others = new Map<string, OtherRegister>();
  /** How each decision that is here stands. */
  readonly decisions = new Map<string, DecisionRegister>();
  /** Digest of the working-day calendar that was noticed last; undefined before the first notice. */
  calendar: string | undefined;

  constructor(private readonly host: Host) {}

  /** @param replayed of a decision's event, what its replay tells */
  see(leaf: Leaf, replayed?: Told): void {
    const { subject, type, data } = leaf;
    const [kind, id] = [subject.split('/', 1)[0], subject.slice(subject.indexOf('/') + 1)];
    if (kind === 'decision') this.decisions.set(id, { version: data.version, told: replayed });
    if (kind === 'catalogue')
      this.seeOther(subject, leaf, catalogueAfter(this.others.get(subject)?.told, leaf));
    if (kind === 'person') this.seePerson(id, leaf);
    if (kind === 'meeting') this.seeOther(subject, leaf, meetingAfter(this.others.get(subject)?.told, leaf));
    if (kind === 'consultation') this.seeOther(subject, leaf, this.consultationAfter(subject, leaf));
    const { digest } = data.payload;
    if (subject === 'installation' && type === 'CalendarNoticed' && typeof digest === 'string')
      this.calendar = digest;
  }

  person(id: string): Readonly<PersonRegister> | undefined {
    return this.persons.get(id);
  }

  /** A meeting, consultation or catalogue; one without events stands at -1. */
  other(subject: string): Readonly<OtherRegister> {
    const none = { version: -1, isClear: true, told: subject.startsWith('consultation/') ? NO_COMMENTS : {} };
    return this.others.get(subject) ?? none;
  }

  private seePerson(id: string, { type, data: { payload, version } }: Leaf): void {
    const before = this.persons.get(id) ?? nobodyYet();
    before.isClear &&= version === before.version + 1;
    before.version = version;
    if (type === 'RoleGranted' || type === 'RoleConfirmed' || type === 'RoleEnded') {
      const others = before.grants.filter((grant) => !GRANT.every((name) => grant[name] === payload[name]));
      before.grants = type === 'RoleEnded' ? others : [...others, payload];
    }
    if (type === 'DelegationGranted') before.delegations.set(String(payload['delegation']), payload);
    if (type === 'DelegationEnded') before.delegations.delete(String(payload['delegation']));
    if (type === 'StandingChanged') {
      const { standing = null, until } = payload;
      before.standing = standing;
      before.barredUntil = standing === 'barred' && typeof until === 'string' ? until : undefined;
    }
    this.persons.set(id, before);
  }

  private seeOther(subject: string, { data: { version } }: Leaf, told: Told | undefined): void {
    const before = this.other(subject);
    const isClear = before.isClear && version === before.version + 1 && told !== undefined;
    this.others.set(subject, { version, isClear, told: told ?? before.told });
  }

  private consultationAfter(subject: string, { type, data: { payload } }: Leaf): Told | undefined {
    const { told } = this.other(subject);
    const one = (name: string, more = 1) => Number(told[name]) + more;
    if (type === 'CommentReceived') {
      const received = one('received');
      const commentsRoot = this.digestOf([
        told['commentsRoot'] ?? null,
        received,
        payload['receipt'] ?? null,
      ]);
      return { ...told, received, commentsRoot };
    }
    if (type !== 'CommentDisposed') return undefined;
    const { comment = null, disposition = null } = payload;
    return {
      ...told,
      disposed: one('disposed'),
      adopted: one('adopted', Number(disposition === 'adopted')),
      partly: one('partly', Number(disposition === 'partly')),
      notAdopted: one('notAdopted', Number(disposition === 'not-adopted')),
      dispositionsRoot: this.digestOf([told['dispositionsRoot'] ?? null, comment, disposition]),
    };
  }

  private digestOf(value: Json): string {
    return hexOf(this.host.sha256(utf8(canonical(value) ?? '')));
  }
}

const NO_COMMENTS: Told = {
  received: 0,
  disposed: 0,
  adopted: 0,
  partly: 0,
  notAdopted: 0,
  commentsRoot: NOTHING,
  dispositionsRoot: NOTHING,
};

const nobodyYet = (): PersonRegister => ({
  version: -1,
  isClear: true,
  standing: 'good',
  barredUntil: undefined,
  grants: [],
  delegations: new Map(),
});

/** A bar with a term is over after its last day. */
export const standingOn = ({ standing, barredUntil }: PersonRegister, day: string): Json =>
  barredUntil !== undefined && barredUntil < day ? 'good' : standing;

const GRANT = ['role', 'unit', 'body'];

/** Grants in force on a day, as facts have them, sorted. */
export function grantsOn({ grants }: PersonRegister, day: string): string[] {
  return grants
    .filter(
      ({ from, until }) =>
        (typeof from !== 'string' || from <= day) && (typeof until !== 'string' || day <= until),
    )
    .map(({ role = null, unit = null, body = null }) => canonical({ role, unit, body }) ?? '')
    .sort();
}

/** What a delegation lends to somebody for an act on that day, as facts have grants, sorted; nothing where it is not for it. */
export function lentBy(
  register: PersonRegister,
  delegation: string,
  { actor, type, subject }: Pick<Leaf, 'actor' | 'type' | 'subject'>,
  day: string,
): string[] {
  const one = register.delegations.get(delegation);
  if (!one || one['to'] !== actor || String(one['from']) > day || day > String(one['until'])) return [];
  const acts = one['acts'];
  const covers =
    (acts === undefined || stringsIn(acts).includes(type)) &&
    (one['decision'] === undefined || subject === `decision/${String(one['decision'])}`);
  if (!covers || standingOn(register, day) !== 'good') return [];
  const roles = stringsIn(one['roles']);
  return grantsOn(register, day).filter((text) => {
    const { role, unit, body } = JSON.parse(text) as Record<'role' | 'unit' | 'body', string>;
    return (
      body === one['body'] && roles.includes(role) && (one['unit'] === undefined || unit === one['unit'])
    );
  });
}

const CONVENED = ['body', 'kind', 'plannedOn', 'head', 'members'];

function meetingAfter(told: Told | undefined, { type, data: { payload } }: Leaf): Told | undefined {
  const given = (name: string): Json => payload[name] ?? null;
  if (type === 'MeetingConvened') {
    const convened = Object.fromEntries(CONVENED.map((name) => [name, given(name)]));
    return {
      ...convened,
      status: 'convened',
      openedOn: null,
      present: [],
      agenda: stringsIn(payload['agenda']),
    };
  }
  if (!told) return undefined;
  if (type === 'MeetingRescheduled') return { ...told, plannedOn: given('plannedOn') };
  if (type === 'MeetingOpened') return { ...told, status: 'open', openedOn: given('openedOn') };
  if (type === 'AttendanceRecorded') return { ...told, present: given('present') };
  return type === 'MeetingClosed' ? { ...told, status: 'closed' } : undefined;
}

/** Status and numbers of the items: once consented to, an adjustment without consent makes it a draft again. */
function catalogueAfter(told: Told | undefined, { type, data: { payload } }: Leaf): Told | undefined {
  const { body = null, year = null } = payload;
  if (type === 'CatalogueDrafted')
    return { body, year, status: 'drafted', items: inOrder(numbersIn(payload['items'])) };
  if (!told) return undefined;
  if (type === 'CatalogueConsented') return { ...told, status: 'consented' };
  if (type === 'CataloguePublished') return { ...told, status: 'published' };
  if (type !== 'CatalogueAdjusted') return undefined;
  const [added, changed, removed] = ['added', 'changed', 'removed'].map((name) => numbersIn(payload[name]));
  const gone = new Set([...(changed ?? []), ...(removed ?? [])]);
  const kept = numbersIn(told['items']).filter((number) => !gone.has(number));
  const isConsentedTo = payload['consent'] !== undefined;
  return {
    ...told,
    items: inOrder([...kept, ...(changed ?? []), ...(added ?? [])]),
    status: isConsentedTo ? (told['status'] ?? null) : 'drafted',
  };
}

/** Of items, or of their numbers. */
const numbersIn = (list: Json | undefined): number[] =>
  Array.isArray(list) ? list.map((one) => Number(isObject(one) ? one['number'] : one)) : [];

const inOrder = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

/** The part of a fact that names what it is about, and where it was read. */
export function readAt(fact: Json | undefined, name: string): { id: string; position: number } | undefined {
  if (!isObject(fact)) return undefined;
  const { [name]: id, position } = fact;
  return typeof id === 'string' && typeof position === 'number' ? { id, position } : undefined;
}
