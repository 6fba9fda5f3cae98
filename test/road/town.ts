import type { Role } from '../../workflows/vocabulary.js';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { sha256Hex } from '../../src/canonical/digest.js';
import { eventIn, insisted, Someone, Wire } from './wire.js';

export const BODY = 'hengxi';
const PASSWORD = 'correct horse battery';

/** Units of the township; the legality reviewer sits in the county's justice office. */
export const UNITS = {
  lead: 'hengxi-social-affairs',
  helping: 'hengxi-culture',
  office: 'hengxi-office',
  justice: 'xianju-justice',
  outside: 'university',
} as const;
const { lead, helping, office, justice, outside } = UNITS;

/** Who plays which part. Twenty people run a township, so some play two. */
const CAST = {
  proposer: [['proposer', lead]],
  colleague: [['proposer', lead]],
  clerk: [
    ['office', office],
    ['secretary', office],
  ],
  head: [['head', office]],
  deputy: [['member', office]],
  warden: [['member', office]],
  reviewer: [['legality-reviewer', justice]],
  /** Reviews for the county, and drafts for a unit of the township. */
  'drafting-reviewer': [
    ['legality-reviewer', justice],
    ['proposer', helping],
  ],
  'inside-reviewer': [['legality-reviewer', lead]],
  counsel: [['legal-adviser', outside]],
  professor: [['expert', outside]],
  'inside-expert': [['expert', lead]],
  assessor: [['assessor', outside]],
  party: [['party-office', office]],
  archivist: [['archivist', office]],
  executor: [['executor', helping]],
  auditor: [['auditor', office]],
} as const satisfies Record<string, readonly (readonly [Role, string])[]>;
export type Part = keyof typeof CAST;
export const PARTS = Object.keys(CAST) as Part[];

/** A township at work, wherever its program runs at the moment. */
export class Town {
  private readonly people = new Map<string, Promise<Someone>>();
  private readonly digests = new Map<string, Promise<string>>();
  administrator = new Someone(this, '', '');

  private constructor(
    /** Where requests go; after a restart, or beside another server, elsewhere. */
    public wire: Wire,
    /** Legal time as the program has it. */
    private readonly now: () => Date,
  ) {}

  /** Sets the program up, as its first start asks, with an administrator and the units. */
  static async settles(address: string, setupLink: string | undefined, now: () => Date): Promise<Town> {
    const town = new Town(new Wire(address), now);
    const administrator = { username: 'admin', password: PASSWORD, name: '管理员' };
    const body = { id: BODY, name: '横溪镇人民政府', level: 'township' };
    const token = new URL(setupLink ?? '').searchParams.get('token') ?? '';
    insisted(201, await town.wire.posts('/api/setup', { token, body, administrator }));
    town.administrator = await town.signsIn('admin');
    await town.hasUnits();
    return town;
  }

  /** A township beside the body that somebody has set up by hand, who administers both. */
  static async beside(address: string, username: string, now: () => Date): Promise<Town> {
    const town = new Town(new Wire(address), now);
    town.administrator = await town.signsIn(username);
    const body = { id: BODY, kind: 'body', level: 'township', name: '横溪镇人民政府' };
    insisted(201, await town.administrator.posts('/api/admin/units', body));
    await town.hasUnits();
    return town;
  }

  get today(): string {
    return this.inDays(0);
  }

  /** A civil date in Asia/Shanghai. */
  inDays(days: number): string {
    return new Date(this.now().getTime() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
  }

  /** Somebody of the cast, registered and signed in when first asked for. */
  person(part: Part): Promise<Someone> {
    return this.newcomer(part, CAST[part]);
  }

  async idOf(part: Part): Promise<string> {
    return (await this.person(part)).id;
  }

  /** Everybody of the cast, at once. */
  async wholeCast(): Promise<ReadonlyMap<string, Part>> {
    const ids = await Promise.all(PARTS.map((part) => this.idOf(part)));
    return new Map(ids.map((id, i) => [id, PARTS[i] ?? 'proposer']));
  }

  /** Somebody else of this name, with these roles for the township or another body. */
  newcomer(
    name: string,
    grants: readonly (readonly [role: Role, unit: string])[],
    body = BODY,
    by = this.administrator,
  ): Promise<Someone> {
    const known = this.people.get(name) ?? this.registers(name, grants, body, by);
    this.people.set(name, known);
    return known;
  }

  /** A body beside the township; whoever sets it up administers it too. */
  async foundsBody(id: string): Promise<void> {
    const body = { id, kind: 'body', level: 'township', name: `${id}人民政府` };
    insisted(201, await this.administrator.posts('/api/admin/units', body));
  }

  /** A paper of this kind whose bytes were uploaded; the same words twice are the same paper. */
  async paper(kind: string, words = kind): Promise<JsonObject> {
    const content = `材料：${words}\n`;
    const digest = this.digests.get(words) ?? this.person('proposer').then((one) => one.uploads(content));
    this.digests.set(words, digest);
    const size = Buffer.byteLength(content);
    return { kind, name: `秘密题名${words}`, mediaType: 'text/plain', size, sha256: await digest };
  }

  async signsIn(username: string): Promise<Someone> {
    const opened = insisted(201, await this.wire.posts('/api/sessions', { username, password: PASSWORD }));
    const { person } = opened.body['person'] as { person: string };
    return new Someone(this, person, String(opened.body['token']));
  }

  private async hasUnits(): Promise<void> {
    for (const id of Object.values(UNITS)) {
      const unit = { id, kind: 'unit', level: 'township', body: BODY, name: `单位${id}` };
      insisted(201, await this.administrator.posts('/api/admin/units', unit));
    }
  }

  private async registers(
    username: string,
    grants: readonly (readonly [Role, string])[],
    body: string,
    by: Someone,
  ): Promise<Someone> {
    const asked = { username, password: PASSWORD, name: `姓名${username}`, post: '科员' };
    const id = eventIn(insisted(201, await by.posts('/api/admin/people', asked))).subject.slice(
      'person/'.length,
    );
    for (const [role, unit] of grants) {
      const grant = { role, unit, body, reason: '工作需要' };
      insisted(201, await by.posts(`/api/admin/people/${id}/grants`, grant));
    }
    return this.signsIn(username);
  }
}

/** A digest of which nobody has the bytes. */
export const NOWHERE = sha256Hex('nobody has uploaded this');
