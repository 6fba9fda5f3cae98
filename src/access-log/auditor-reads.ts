import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { DATABASE, type Database } from '../database/database.js';
import { AccessLog } from './access-log.js';

/** What is read of one decision: itself, its history, its dossier. */
const OF_ONE_DECISION = /^\/api\/decisions\/:id(\/|$)/;

/** Whatever an auditor is shown of a decision is on record before it is shown. */
@Injectable()
export class AuditorReads implements NestInterceptor {
  constructor(
    private readonly accessLog: AccessLog,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    await this.note(context.switchToHttp().getRequest<FastifyRequest>());
    return next.handle();
  }

  private async note({ method, actor, params, routeOptions: { url = '' } }: FastifyRequest): Promise<void> {
    const audited = actor?.grants.filter(({ role }) => role === 'auditor').map(({ body }) => body) ?? [];
    if (!actor || audited.length === 0 || method !== 'GET' || !OF_ONE_DECISION.test(url)) return;
    const id = String((params as Readonly<Record<string, unknown>>)['id']);
    const [row] = await this.database.read.query<{ body: string }>(
      'SELECT body FROM decision_projection WHERE id = ?',
      [id],
    );
    if (row && audited.includes(row.body)) await this.accessLog.noteReading(actor.person, id, url);
  }
}
