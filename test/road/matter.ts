import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../../src/canonical/canonical-json.js';
import { UNITS, type Part, type Town } from './town.js';
import { eventIn, insisted, type Fields, type Reply, type Someone } from './wire.js';

/** How an act is sent, where it is not sent plainly. */
export interface How {
  /** If-Match; `null` sends none. Else the version that the last 201 answered. */
  readonly version?: number | null;
  /** Idempotency-Key. */
  readonly key?: string;
  /** More members of the body: `onBehalfOf`, `instrument`, `evidenced`, `claimed`, `as`. */
  readonly more?: JsonObject;
}

/** One decision, driven over HTTP in the words of the trade. Acts must be accepted; what is only tried need not be. */
export class Matter {
  version = -1;
  /** The digest of the present edition. */
  bundle = '';
  edition = 0;
  meeting = '';
  /** Where it is set, every act has an Idempotency-Key that begins so: done again, it is the same request. */
  keyed: string | undefined;
  /** Every 201, in order of version. */
  readonly answers: Reply[] = [];

  private constructor(
    readonly town: Town,
    readonly id: string,
  ) {}

  get path(): string {
    return `/api/decisions/${this.id}`;
  }

  static async proposed(town: Town, title = '2026年垟庄村杜鹃花节'): Promise<Matter> {
    const sent = { payload: proposal(title) };
    const reply = await (await town.person('proposer')).posts('/api/decisions', sent);
    return Matter.in(town, insisted(201, reply));
  }

  /** The matter that a 201 has opened. */
  static in(town: Town, reply: Reply): Matter {
    const matter = new Matter(town, eventIn(reply).subject.slice('decision/'.length));
    matter.keeps(reply);
    return matter;
  }

  async does(part: Part, type: string, payload: JsonObject, how: How = {}): Promise<Reply> {
    const reply = insisted(201, await this.tries(part, type, payload, how));
    this.keeps(reply);
    return reply;
  }

  async tries(who: Part | Someone, type: string, payload: JsonObject, how: How = {}): Promise<Reply> {
    const someone = typeof who === 'string' ? await this.town.person(who) : who;
    return someone.posts(`${this.path}/events`, { type, payload, ...how.more }, this.headers(how));
  }

  headers({ version = this.version, key = this.nextKey }: How = {}): Fields {
    return {
      ...(version !== null && { 'if-match': `"${version}"` }),
      ...(key !== undefined && { 'idempotency-key': key }),
    };
  }

  private get nextKey(): string | undefined {
    return this.keyed === undefined ? undefined : `${this.keyed}-${this.version + 1}`;
  }

  /** Remembers an accepted act. */
  keeps(reply: Reply): void {
    this.answers.push(reply);
    this.version = Number(reply.body['version']);
    const { draft } = (reply.body['state'] as { context: { draft?: { edition: number; bundle: string } } })
      .context;
    this.bundle = draft?.bundle ?? '';
    this.edition = draft?.edition ?? 0;
  }

  async screens(): Promise<Reply> {
    return this.does('clerk', 'MatterScreened', {
      result: 'major',
      kind: 'other-major',
      reason: '列入年度目录',
    });
  }

  async studies(): Promise<Reply> {
    return this.does('proposer', 'ProposalStudied', { necessity: '确有必要', feasibility: '切实可行' });
  }

  async starts(change: JsonObject = {}): Promise<Reply> {
    const start = { leadUnit: UNITS.lead, units: [UNITS.lead, UNITS.helping] };
    return this.does('head', 'ProcedureStarted', { ...start, ...change });
  }

  async draftOf(words: string, change: JsonObject = {}): Promise<JsonObject> {
    const { name, mediaType, size, sha256 } = await this.town.paper('draft', words);
    return {
      edition: this.edition + 1,
      bundle: [{ role: 'draft', name, mediaType, size, sha256 } as JsonObject],
      drafters: [await this.town.idOf('colleague')],
      applicableLaw: ['国务院令第713号'],
      touches: { specificGroups: false, marketPlayers: false, units: [], hearingRequiredBy: null },
      ...change,
    };
  }

  async drafts(words = '第一版', change: JsonObject = {}): Promise<Reply> {
    return this.does('proposer', 'DraftSubmitted', await this.draftOf(words, change));
  }

  async hearsPublic(): Promise<Reply> {
    await this.does('proposer', 'PublicInputHeld', {
      mode: 'round-table',
      heldOn: this.town.today,
      participants: [{ kind: 'residents', count: 12 }],
      groupsHeard: true,
      signedSheet: await this.town.paper('signed-sheet'),
      summary: '村民赞成',
    });
    const counts = { received: 3, adopted: 2, partly: 1, notAdopted: 0 };
    const report = await this.town.paper('public-input-report');
    return this.does('proposer', 'PublicInputReported', { ...counts, report });
  }

  async finds(step: string, required = false): Promise<Reply> {
    const basis: JsonObject = required ? {} : { legalBasis: '条例相应条款' };
    return this.does('proposer', 'StepFindingRecorded', { step, required, reason: '经研究认定', ...basis });
  }

  async requestsReview(): Promise<Reply> {
    const papers = await this.papers('legal-basis', 'procedure-account');
    return this.does('proposer', 'LegalityReviewRequested', { bundleDigest: this.bundle, papers });
  }

  async opinion(change: JsonObject = {}): Promise<JsonObject> {
    return {
      outcome: 'lawful',
      bundleDigest: this.bundle,
      power: 'conforms',
      procedure: 'conforms',
      content: 'conforms',
      exemptionsReviewed: ['expert-review', 'risk-assessment'],
      noCounselBecause: '法律顾问出差',
      timeSufficedBecause: '事项简单',
      opinion: await this.town.paper('legality-opinion'),
      ...change,
    };
  }

  async passesReview(): Promise<Reply> {
    return this.does('reviewer', 'LegalityOpinionIssued', await this.opinion());
  }

  async submitsMeetingBundle(): Promise<Reply> {
    const papers = await this.papers('legality-opinion', 'draft-explanation', 'public-input-report');
    return this.does('proposer', 'MeetingBundleSubmitted', { bundleDigest: this.bundle, papers });
  }

  async tables(): Promise<Reply> {
    return this.does('clerk', 'TabledAtMeeting', { meeting: this.meeting, bundleDigest: this.bundle });
  }

  async speaks(part: Part, type = 'MemberSpoke', stance = 'agree'): Promise<Reply> {
    return this.does(part, type, { stance, words: '同意，理由从略' });
  }

  async decides(): Promise<Reply> {
    return this.does('head', 'OutcomeDecided', { outcome: 'passed', bundleDigest: this.bundle });
  }

  async papers(...kinds: string[]): Promise<Json> {
    return Promise.all(kinds.map((kind) => this.town.paper(kind)));
  }
}

export const proposal = (title: string): JsonObject => ({
  title,
  body: 'hengxi',
  proposedBy: 'department',
  problem: '乡村旅游旺季短',
  necessity: '延长旅游旺季',
  feasibility: '场地、人员已有保障',
  reasonsAndBasis: '全域旅游高质量发展实施意见',
  outline: '四月举办，为期十天',
  holdsStateSecret: false,
});

export const newKey = (): string => randomUUID();
