import { Logger } from '@nestjs/common';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { receiptOf } from '../consultations/receipt-codes.js';
import type { Database } from '../database/database.js';
import type { Documents } from '../documents/documents.js';
import { disclosureAt } from '../engine/disclosed-fields.js';
import type { Actor } from '../people/actor.js';
import { eventAt, eventById, type StoredEvent } from '../ledger/reading.js';
import type { Road } from '../road/record-event.js';
import { SubjectNotFound } from '../road/refusals.js';
import type { RoadRequest } from '../road/road-request.js';
import { newSubjectId } from '../road/subject-id.js';
import type { InstallationState } from './installation.js';
import { bodyIn } from '../road/room.js';
import { proposalsFor } from './shown.js';
import { REMOVERS, type Proposal } from './removals.js';

/** What somebody wants removed: a comment by the code that its writer was given, or fields of an event. */
export type Target =
  | { readonly receiptCode: string; readonly fields?: readonly string[] | undefined }
  | { readonly event: string; readonly fields?: readonly string[] | undefined };

/** A field outside its leaf, without its value. */
export interface Field {
  readonly pointer: string;
  readonly class: string;
  readonly digest: string;
}

const log = new Logger('Erasure');

const REMOVABLE_SUBJECT = /^(decision|consultation|meeting|catalogue)\/[a-z0-9][a-z0-9-]{0,63}$/;

/** The same answer is given of another body's record as of none. */
const servesAll = ({ grants }: Actor, bodies: readonly string[]): boolean =>
  bodies.every((one) => grants.some(({ role, body }) => REMOVERS.includes(role) && body === one));

/** Those from which a removal takes something. */
const TABLES = [
  'disclosure',
  'idempotency',
  'document',
  'document_upload',
  'document_brought',
  'decision_projection',
  'form_draft',
  'document_text',
  'search_passage',
];

/** The act by which a second person lets happen what was proposed. */
export const confirmationOf = ({ is, by, asked }: Proposal, second: string) => ({
  type: is === 'erasure' ? 'DisclosuresErased' : 'RemovedUnderOrder',
  payload: { ...asked, first: by, second },
});

/** Where removals are asked for and confirmed, by two people, and what they remove is taken off the disk. */
export class ErasureDesk {
  constructor(
    private readonly road: Road,
    private readonly database: Database,
    private readonly documents: Documents,
  ) {}

  /** Which fields of that event still stand outside the leaf. @throws SubjectNotFound */
  async find(
    target: Target,
  ): Promise<{ readonly event: StoredEvent; readonly fields: readonly Field[]; readonly body: string }> {
    const event = await this.eventOf(target);
    if (!event) throw new SubjectNotFound();
    const standpoint = await this.road.states.read(this.database.read, event.subject);
    const schema = standpoint.loaded.procedure.intake(event.type)?.schema ?? {};
    const fields = event.disclosures.map(({ pointer, digest }) => ({
      pointer,
      digest,
      class: disclosureAt(schema, pointer) ?? '',
    }));
    return { event, fields, body: bodyIn(standpoint) };
  }

  /** As `find`, of the record of a body that this person serves. @throws SubjectNotFound */
  async findFor(actor: Actor, target: Target): ReturnType<ErasureDesk['find']> {
    const found = await this.find(target);
    if (!servesAll(actor, [found.body])) throw new SubjectNotFound();
    return found;
  }

  /** A proposal to erase; without fields, all that the event tells of a member of the public. @throws SubjectNotFound */
  async erasure(
    actor: Actor,
    { about, ...asked }: { readonly about: Target; readonly legalBasis: string; readonly request: string },
    key: string | undefined,
  ): Promise<RoadRequest> {
    const { event, fields } = await this.findFor(actor, about);
    const wanted = fields.filter((field) =>
      about.fields ? about.fields.includes(field.pointer) : field.class === 'personal',
    );
    const digests = wanted.map(({ digest }) => digest).toSorted();
    const positions = digests.map(() => event.seq);
    return this.proposal('ErasureProposed', actor.person, { ...asked, digests, positions }, key);
  }

  /** A proposal to remove under an order: fields of events, each listed, and papers. @throws SubjectNotFound */
  async removal(
    actor: Actor,
    { events, ...asked }: { readonly events: readonly Target[] } & JsonObject,
    key: string | undefined,
  ): Promise<RoadRequest> {
    // What is no subject at all, the road says.
    if (typeof asked['subject'] === 'string' && REMOVABLE_SUBJECT.test(asked['subject']))
      if (!servesAll(actor, [await this.bodyOf(asked['subject'])])) throw new SubjectNotFound();
    const pairs: { readonly digest: string; readonly seq: number }[] = [];
    for (const target of events) {
      const { event, fields } = await this.findFor(actor, target);
      const wanted = fields.filter(({ pointer }) => target.fields?.includes(pointer) ?? true);
      pairs.push(...wanted.map(({ digest }) => ({ digest, seq: event.seq })));
    }
    pairs.sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const listed = { digests: pairs.map(({ digest }) => digest), positions: pairs.map(({ seq }) => seq) };
    return this.proposal('RemovalProposed', actor.person, { ...asked, ...listed }, key);
  }

  /** What waits for a second person in the bodies that this one serves, by id. */
  async waiting(actor: Actor): Promise<Readonly<Record<string, Proposal>>> {
    const { state } = await this.road.states.read(this.database.read, 'installation');
    const { proposals = {} } = (state as InstallationState | undefined) ?? {};
    const look = (subject: string) => this.road.states.read(this.database.read, subject);
    return proposalsFor(actor, proposals, look, REMOVERS);
  }

  /** The act of the second person, as it was proposed. @throws SubjectNotFound when nothing such waits */
  async confirmation(actor: Actor, id: string, key: string | undefined): Promise<RoadRequest> {
    const { type, payload } = confirmationOf(await this.proposalOf(actor, id), actor.person);
    return this.asking(type, actor.person, payload, key);
  }

  /** @throws SubjectNotFound when nothing such waits */
  async dropping(actor: Actor, id: string, key: string | undefined): Promise<RoadRequest> {
    await this.proposalOf(actor, id);
    return this.asking('ProposalDropped', actor.person, { proposal: id }, key);
  }

  /**
   * After the commit: what is gone from the tables goes from the disk. It is on record already, so a failure here is
   * told in the log, and made up for at the next removal or start.
   */
  async sweep(): Promise<void> {
    try {
      await this.documents.sweep();
      await this.database.reclaim(TABLES);
    } catch (error) {
      log.error(`What was erased may still lie on the disk: ${error instanceof Error ? error.message : ''}`);
    }
  }

  private async proposalOf(actor: Actor, id: string): Promise<Proposal> {
    const proposals = await this.waiting(actor);
    const proposal = Object.hasOwn(proposals, id) ? proposals[id] : undefined;
    if (!proposal) throw new SubjectNotFound();
    return proposal;
  }

  private async bodyOf(subject: string): Promise<string> {
    return bodyIn(await this.road.states.read(this.database.read, subject));
  }

  private async eventOf(target: Target): Promise<StoredEvent | undefined> {
    const { read } = this.database;
    if ('event' in target) return eventById(read, target.event);
    const [row] = await read.query<{ seq: number }>(
      'SELECT seq FROM comment_projection WHERE receipt = ? ORDER BY seq LIMIT 1',
      [receiptOf(target.receiptCode) ?? ''],
    );
    return row && eventAt(read, row.seq);
  }

  private proposal(type: string, actor: string, asked: JsonObject, key: string | undefined): RoadRequest {
    const proposal = newSubjectId(actor, 'proposal', key);
    return this.asking(type, actor, { proposal, ...asked }, key);
  }

  private asking(
    type: string,
    actor: string,
    payload: Record<string, Json>,
    idempotencyKey: string | undefined,
  ): RoadRequest {
    return { kind: 'installation', id: '', actor, request: { type, payload }, idempotencyKey };
  }
}
