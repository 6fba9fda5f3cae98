import type { BaseContext } from '../../../workflows/definition.js';
import type { Calendars } from '../../calendar/calendars.js';
import type { Database } from '../../database/database.js';
import { eventsOf } from '../../ledger/reading.js';
import type { Road } from '../../road/record-event.js';
import type { Standpoint } from '../../road/room.js';
import type { ReadingDecisions } from '../reading-decisions.js';
import type { ReleasedWorkflow } from '../workflows.js';
import type { Responsibility } from './answer.js';
import { Cast } from './cast.js';
import { doneIn, type Done } from './past.js';
import { sectionsOf } from './report.js';

/** The report on who answers for what, read from the ledger whenever somebody asks. */
export class ReadingResponsibility {
  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly released: readonly ReleasedWorkflow[],
    private readonly calendars: Calendars,
    private readonly decisions: ReadingDecisions,
  ) {}

  /** @throws SubjectNotFound when there is no such decision, or it is not open to this person; ReplayDisagrees */
  async of(id: string, reader: string): Promise<Responsibility> {
    const { loaded, version, state } = await this.decisions.standpoint(id, reader);
    const workflow = this.released.find(({ hash }) => hash === loaded.hash);
    if (!workflow) throw new Error(`No released workflow ${loaded.hash ?? ''}`);
    const cast = new Cast();
    const past = { cast, workflow, acts: await this.history(id, version, { cast, workflow }) };
    const { body } = loaded.procedure.context(state) as BaseContext;
    const report = {
      id,
      title: await this.decisions.titleOf(id),
      body: cast.unit(body ?? ''),
      workflow: { id: loaded.procedure.id, version: loaded.procedure.version },
      version,
      ...(await sectionsOf(past, this.calendars)),
    };
    await cast.named(this.database.read);
    return report;
  }

  /** Each act on what the procedure remembered before it. */
  private async history(
    id: string,
    version: number,
    told: { readonly cast: Cast; readonly workflow: ReleasedWorkflow },
  ): Promise<Done[]> {
    const subject = `decision/${id}`;
    const acts: Done[] = [];
    let before: Standpoint | undefined;
    for (const event of await eventsOf(this.database.read, subject, 0, version + 1)) {
      const after = await this.road.states.fold(subject, [event], before);
      before ??= { version: -1, state: undefined, loaded: after.loaded };
      acts.push(doneIn(event, before, told, this.calendars.at));
      before = after;
    }
    return acts;
  }
}
