import { Logger } from '@nestjs/common';
import type { Database } from '../database/database.js';
import type { Road } from '../road/record-event.js';
import type { TasksWorld } from './projection.js';
import { rebuildTasks } from './rebuild.js';

/** At the start, beside everything else: the tasks of a ledger from before there were any. */
export class FirstBuild {
  private stopping = false;
  private done: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: TasksWorld & { readonly database: Database; readonly road: Road },
    private readonly log = (line: string) => new Logger('Tasks').error(line),
  ) {}

  begin(): void {
    const { database, road } = this.parts;
    this.done = rebuildTasks(database, road.states, this.parts, {
      stopping: () => this.stopping,
      leftOut: (subject, error) => this.log(`none of ${subject}: ${error.message}`),
    }).then(
      () => undefined,
      // What is missing is made at the next start; until then the list is shorter than it should be.
      (error: unknown) => this.log(`not all made: ${error instanceof Error ? error.message : ''}`),
    );
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.done;
  }
}
