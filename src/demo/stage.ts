import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../canonical/canonical-json.js';
import { inShanghai } from './dates.js';
import { isAsExpected, reasonsIn, refuseUnless, saidIn, type Expected } from './expectations.js';
import { minimalPdf } from './minimal-pdf.js';
import type { Answer, OverHttp } from './over-http.js';
import type { SamplePaper } from './papers.js';
import type { Attempt, Telling } from './telling.js';
import type { Part, SamplePerson } from './township.js';

/** Somebody of the township who is signed in. */
export interface Actor {
  readonly person: SamplePerson;
  readonly id: string;
  readonly token: string;
}

/** A subject of the ledger as a client holds it: where it is, and which version it has read. */
export interface Subject {
  readonly tag: string;
  readonly path: string;
  readonly id: string;
  version: number;
}

/** A paper that was uploaded, as acts name it. */
export interface Uploaded extends JsonObject {
  readonly kind: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/** A receipt, and the event that it is for. */
export interface Kept {
  readonly tag: string;
  readonly type: string;
  readonly seq: number;
  readonly leafHash: string;
  readonly receipt: string;
}

export const FIRST = '[1]';
export const SECOND = '[2]';

/** Where the story happens: its people act over HTTP, and what comes of it is told and counted. */
export class Stage {
  readonly receipts: Kept[] = [];
  readonly refusals: Expected[] = [];
  acts = 0;

  constructor(
    readonly http: OverHttp,
    readonly tell: Telling,
    private readonly administrator: Actor,
    private readonly people: Readonly<Record<Part, Actor>>,
  ) {}

  get say() {
    return this.tell.say;
  }

  actor(who: Part | 'administrator'): Actor {
    return who === 'administrator' ? this.administrator : this.people[who];
  }

  /** Moves legal time on, and begins another day of the story. */
  async day(date: string, time = '09:00'): Promise<void> {
    const to = inShanghai(date, time).toISOString();
    this.insist(
      201,
      date,
      await this.http.post('/api/admin/legal-time', { to }, { token: this.administrator.token }),
    );
    this.tell.day(date);
  }

  /** Uploads a paper as a PDF. */
  async paper(who: Part, { kind, name, lines }: SamplePaper): Promise<Uploaded> {
    const file = `${name}.pdf`;
    const answer = await this.http.upload(file, minimalPdf(name, lines), this.actor(who).token);
    this.insist(201, file, answer);
    const { sha256, size, mediaType } = answer.body;
    return { kind, name: file, mediaType: String(mediaType), size: Number(size), sha256: String(sha256) };
  }

  /** Opens a subject by its first act. */
  async opens(
    who: Part,
    tag: string,
    collection: string,
    type: string,
    payload: JsonObject,
    note = '',
  ): Promise<Subject> {
    const sent = { token: this.actor(who).token, idempotencyKey: randomUUID() };
    const answer = await this.http.post(`/api/${collection}`, { payload }, sent);
    const id = String((answer.body['event'] as JsonObject | undefined)?.['subject']).split('/')[1] ?? '';
    const subject = { tag, path: `/api/${collection}/${id}`, id, version: -1 };
    this.accept(subject, answer, this.attempt(who, tag, type, note), type);
    return subject;
  }

  /** An act that the program has to accept. */
  async act(
    who: Part,
    subject: Subject,
    type: string,
    payload: JsonObject,
    note = '',
    key: string = randomUUID(),
  ) {
    const answer = await this.send(who, subject, type, payload, key);
    this.accept(subject, answer, this.attempt(who, subject.tag, type, note), type);
    return answer;
  }

  /** An act that the program has to refuse, and with all its reasons. */
  async refused(
    who: Part,
    subject: Subject,
    type: string,
    payload: JsonObject,
    expected: Expected,
  ): Promise<void> {
    const answer = await this.send(who, subject, type, payload);
    this.insistOn(expected, answer, this.tell.words.titleOf(type));
    this.refusals.push(expected);
    this.tell.refused(this.attempt(who, subject.tag, type), answer);
  }

  /** An act of somebody who is not competent, whatever the state. */
  async notForThem(
    who: Part | 'administrator',
    subject: Subject,
    type: string,
    payload: JsonObject,
  ): Promise<void> {
    const answer = await this.send(who, subject, type, payload);
    const expected = { code: 'not-competent' };
    this.insistOn(expected, answer, this.tell.words.titleOf(type));
    this.refusals.push(expected);
    this.tell.refusedBriefly(this.attempt(who, subject.tag, type), answer);
  }

  send(
    who: Part | 'administrator',
    subject: Subject,
    type: string,
    payload: JsonObject,
    key: string = randomUUID(),
  ) {
    const sent = { token: this.actor(who).token, ifMatch: subject.version, idempotencyKey: key };
    return this.http.post(`${subject.path}/events`, { type, payload }, sent);
  }

  attempt(who: Part | 'administrator', tag: string, type: string, note = ''): Attempt {
    const { words } = this.tell;
    const { person } = this.actor(who);
    const { title, roles } = words.kindOf(type);
    const role = roles.find((one) => person.roles.some((held) => held.role === one));
    const capacity =
      role === undefined ? words.roleName(person.roles[0]?.role ?? 'administrator') : words.roleName(role);
    return { tag, title: words.in(title), actor: words.withRole(person.name, capacity), note };
  }

  private accept(subject: Subject, answer: Answer, attempt: Attempt, type: string): void {
    this.insist(201, attempt.title, answer);
    this.acts += 1;
    subject.version = answer.version ?? subject.version;
    const { seq, leafHash } = answer.body['event'] as JsonObject;
    const { receipt } = answer.body;
    if (typeof receipt === 'string')
      this.receipts.push({ tag: subject.tag, type, seq: Number(seq), leafHash: String(leafHash), receipt });
    this.tell.recorded(attempt);
  }

  /** @throws NotAsTold with what the program said instead */
  insist(status: number, what: string, answer: Answer): void {
    refuseUnless(answer.status === status, () => this.say.unexpected(what, String(status), saidIn(answer)));
  }

  private insistOn(expected: Expected, { body }: Answer, what: string): void {
    const { code, requirement, earliestOn } = expected;
    const sentence = () =>
      this.say.unexpected(what, [code, requirement, earliestOn].filter(Boolean).join(' '), reasonsIn(body));
    refuseUnless(isAsExpected(expected, body), sentence);
  }

  /** A date, or another fact, that the story knows beforehand. @throws NotAsTold */
  insistSame(what: string, expected: string, got: unknown): void {
    refuseUnless(got === expected, () => this.say.unexpected(what, expected, String(got)));
  }
}
