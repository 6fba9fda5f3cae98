import { expect } from 'vitest';
import type { JsonObject } from '../src/canonical/canonical-json.js';
import { subjectIdIn, type Person } from './server.js';

const DAY = 24 * 3600 * 1000;

/** Whoever brings a matter as far as an open call for comments. */
export interface Crew {
  readonly proposer: Person;
  readonly office: Person;
}

/** @param name told apart by it, where a test has several */
export async function crewOf(administrator: Person, name = ''): Promise<Crew> {
  const proposer = await administrator.registers(`${name}proposer`, { role: 'proposer' });
  const office = await administrator.registers(`${name}office`, { role: 'office' });
  return { proposer, office };
}

/** A decision on which an open call runs from today, 1 March 2026 or later, for 31 days. */
export class PublishedCall {
  private constructor(
    private readonly crew: Crew,
    readonly decision: string,
    readonly id: string,
    private bundleDigest: string,
    private readonly explanation: JsonObject,
    readonly deadline: string,
  ) {}

  static async published(crew: Crew, id: string, title = '横溪镇停车场建设'): Promise<PublishedCall> {
    const { proposer, office } = crew;
    const { server } = proposer;
    const body = server.body;
    const proposed = await proposer.posts('/api/decisions', {
      payload: {
        title,
        body,
        proposedBy: 'department',
        problem: '集镇停车难',
        necessity: '必要',
        feasibility: '可行',
        reasonsAndBasis: '民生实事项目',
        outline: '新建两处停车场',
        holdsStateSecret: false,
      },
    });
    expect(proposed.status).toBe(201);
    const decision = subjectIdIn(proposed);
    const sha256 = await proposer.uploads(`草案：${title}`);
    const bundle = [{ role: 'draft', name: '草案.txt', mediaType: 'text/plain', size: 20, sha256 }];
    const explanation = { kind: 'explanation', name: '说明.txt', mediaType: 'text/plain', size: 20, sha256 };
    const deadline = new Date(server.clock.legal().getTime() + 31 * DAY).toISOString().slice(0, 10);
    const call = new PublishedCall(crew, decision, id, '', explanation, deadline);
    await call.adds(office, 'MatterScreened', {
      result: 'major',
      kind: 'public-construction',
      reason: '列入目录',
    });
    await call.adds(proposer, 'ProposalStudied', { necessity: '必要', feasibility: '可行' });
    await call.adds(office, 'ProcedureStarted', {
      leadUnit: body,
      units: [body],
      minute: { sha256 },
    });
    const drafted = await call.adds(proposer, 'DraftSubmitted', {
      edition: 1,
      bundle,
      drafters: [proposer.id],
      applicableLaw: ['重大行政决策程序暂行条例'],
      touches: { specificGroups: false, marketPlayers: false, units: [], hearingRequiredBy: null },
    });
    const { context } = drafted['state'] as { context: { draft: { bundle: string } } };
    call.bundleDigest = context.draft.bundle;
    await call.publishes();
    return call;
  }

  /** The notice, as `ConsultationOpened`. */
  async publishes(): Promise<JsonObject> {
    return this.adds(this.crew.proposer, 'ConsultationOpened', {
      consultation: this.id,
      deadline: this.deadline,
      bundleDigest: this.bundleDigest,
      explanation: this.explanation,
      channels: ['website'],
      howToComment: '网上留言，或寄镇政府办公室',
    });
  }

  /** Adds an event to the decision, at its present version. */
  async adds(who: Person, type: string, payload: JsonObject): Promise<JsonObject> {
    const answer = await this.tries(who, type, payload);
    if (answer.status !== 201)
      throw new Error(`${type}: ${answer.status} ${JSON.stringify(answer.body['unmet'])}`);
    return answer.body;
  }

  async tries(who: Person, type: string, payload: JsonObject) {
    const { body } = await who.get(`/api/decisions/${this.decision}`);
    return who.adds(`decisions/${this.decision}`, type, payload, Number(body['version']));
  }

  /** Somebody from the street, without an account. */
  comments(comment: JsonObject, key?: string) {
    return this.crew.proposer.server.sends('POST', `/api/public/consultations/${this.id}/comments`, {
      body: comment,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
  }

  disposes(number: number, disposition = 'adopted', who = this.crew.proposer) {
    return who.adds(`consultations/${this.id}`, 'CommentDisposed', {
      comment: number,
      disposition,
      reason: '已列入第二版',
    });
  }

  /** The last day of the call, and the night after it. */
  passes(): void {
    this.crew.proposer.server.clock.legalTimePasses(32 * DAY);
  }
}
