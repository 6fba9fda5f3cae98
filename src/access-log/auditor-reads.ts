import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';
import { DATABASE, type Database } from '../database/database.js';
import { EmergencyReads } from '../emergency-reading/emergency-reads.js';
import type { Actor } from '../people/actor.js';
import { AccessLog } from './access-log.js';
import { auditedWith, audits } from './audits.js';

/** What is read of one decision: itself, its history, its dossier. */
const OF_ONE_DECISION = /^\/api\/decisions\/:id(\/|$)/;
/** What hands out every decision of somebody's bodies at once: a row of its own, on no single decision. */
const OF_MANY_DECISIONS = /^\/api\/(exports\/|search$)/;

/** Papers, their text, how two differ: a row on each decision that one belongs to, with the digests in the address. */
const OF_PAPERS = /^\/api\/documents\/:sha256(\/|$)/;

/** Whatever an auditor is shown of a decision, or anybody under an emergency reading, is on record before it is shown. */
@Injectable()
export class AuditorReads implements NestInterceptor {
  constructor(
    private readonly accessLog: AccessLog,
    @Inject(DATABASE) private readonly database: Database,
    private readonly emergencyReads: EmergencyReads,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const noteLeave = await this.leaveFor(request);
    await this.note(request);
    if (!noteLeave) return next.handle();
    // What the reading does not open is refused by then; what it opens is on record before it is sent.
    return next.handle().pipe(concatMap((answer) => noteLeave().then((): unknown => answer)));
  }

  private async leaveFor({ method, actor, params, routeOptions: { url = '' } }: FastifyRequest) {
    if (!actor || method !== 'GET' || !OF_ONE_DECISION.test(url)) return undefined;
    const { id = '' } = params as Readonly<Record<string, string>>;
    return this.emergencyReads.leave(actor, id, url);
  }

  private async note({ method, actor, params, routeOptions: { url = '' } }: FastifyRequest): Promise<void> {
    if (!actor || method !== 'GET') return;
    if (OF_MANY_DECISIONS.test(url) && actor.grants.some(({ role }) => role === 'auditor'))
      await this.accessLog.noteReading(actor.person, '', url);
    const given = params as Readonly<Record<string, string>>;
    if (OF_PAPERS.test(url)) await this.notePapers(actor, url, given);
    if (!OF_ONE_DECISION.test(url)) return;
    const id = given['id'] ?? '';
    if (await audits(this.database.read, actor.grants, id))
      await this.accessLog.noteReading(actor.person, id, url);
  }

  private async notePapers({ person, grants }: Actor, url: string, given: Readonly<Record<string, string>>) {
    const address = url.replaceAll(/:(\w+)/g, (_, name: string) => given[name] ?? '');
    const digests = ['sha256', 'after'].flatMap((name) => given[name] ?? []);
    const found = await Promise.all(digests.map((digest) => auditedWith(this.database.read, grants, digest)));
    for (const decision of new Set(found.flat())) await this.accessLog.noteReading(person, decision, address);
  }
}
