import { audits } from '../access-log/audits.js';
import type { Clock } from '../clock.js';
import type { Cosigning } from '../cosigning/cosigning.js';
import type { Database } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { IllegalHistory } from '../engine/fold.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Actor } from '../people/actor.js';
import type { FactReaders } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import { ReplayDisagrees } from '../road/refusals.js';
import { minedDecisions } from './read-mined.js';
import { readShown } from './read-shown.js';
import { NotSignedYet } from './refusals.js';
import { printing } from './printing.js';
import { Registered } from './registers.js';
import type { DecisionShown } from './views/decision-shown.js';
import { ocelJson } from './views/ocel.js';
import { xesLog } from './views/xes.js';

/** The views of decisions, for people who read them over HTTP. Access to a single decision is for the caller to check. */
export class ReadingViews {
  constructor(
    private readonly world: {
      readonly database: Database;
      readonly ledger: Ledger;
      readonly cosigning: Cosigning;
      readonly road: Road;
      readonly released: readonly ReleasedWorkflow[];
      readonly readers: FactReaders;
      readonly clock: Clock;
    },
  ) {}

  /** @throws SubjectNotFound, NotSignedYet, ReplayDisagrees */
  async printed(
    what: 'dossier' | 'certificate',
    id: string,
    reader: Pick<Actor, 'grants'>,
  ): Promise<Uint8Array> {
    const withRefused = what === 'dossier' && (await audits(this.world.database.read, reader.grants, id));
    return printing.does({ what, shown: await this.shown(id, withRefused) });
  }

  /** The certificate as data. @throws as `printed` */
  async completeness(id: string) {
    const { title, body, workflow, checkpoint, at, completeness } = await this.shown(id);
    return { id, title, body, workflow, checkpoint, at, ...completeness };
  }

  /** Decisions of the bodies in which this person holds a role that day. */
  async ocel(reader: string): Promise<AsyncGenerator<string>> {
    const bodies = await this.bodiesOf(reader);
    const { database, released } = this.world;
    return ocelJson(() => minedDecisions(database.read, released, bodies));
  }

  async xes(reader: string): Promise<AsyncGenerator<string>> {
    const { database, released } = this.world;
    const decisions = minedDecisions(database.read, released, await this.bodiesOf(reader));
    return xesLog(decisions, new Registered(released).titleOf);
  }

  /** The record of a decision, under a checkpoint of this moment. @throws as `printed` */
  async shown(id: string, withRefused = false): Promise<DecisionShown> {
    const { database, ledger, cosigning, released, clock } = this.world;
    await ledger.checkpoint().catch((error: unknown) => {
      throw new NotSignedYet(error);
    });
    await cosigning.tick();
    try {
      return await readShown({ rows: database.read, released, withRefused }, id, clock.machine());
    } catch (error) {
      if (error instanceof IllegalHistory) throw new ReplayDisagrees(`decision/${id}`, error.message);
      throw error;
    }
  }

  private async bodiesOf(reader: string): Promise<string[]> {
    const { database, road, readers, clock } = this.world;
    const today = dateInShanghai(clock.legal().toISOString());
    const person = readers.person(reader, await road.states.read(database.read, `person/${reader}`), today);
    return [...new Set(person.grants.map(({ body }) => body))];
  }
}
