import type { JsonObject } from '../canonical/canonical-json.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Ledger } from '../ledger/ledger.js';
import { NotSignedYet } from '../exports/refusals.js';
import type { PersonFacts } from '../../workflows/vocabulary.js';
import type { FactReaders } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import type { Sender } from '../road/road-request.js';
import { newSubjectId } from '../road/subject-id.js';
import { considered } from './considered.js';
import { drawnOnFacts } from './drawn-on.js';
import { inOrderOfLots, seedOf } from './lot.js';
import { expertsOf, noPool, type DrawAsked, type Pool } from './pool.js';

/** Whoever has experts drawn, and how the request came in. */
export interface Drawer {
  readonly person: string;
  readonly sender?: Sender | undefined;
}

/**
 * Draws experts in two acts: the first fixes who is considered, the second draws by the root of the first checkpoint
 * that covers the first, which nobody could know before. A crash in between leaves a draw that is announced: it is held
 * by asking for it, or abandoned, and stands on record either way.
 */
export class Drawing {
  constructor(
    private readonly road: Road,
    private readonly ledger: Ledger,
    private readonly database: Database,
    private readonly readers: FactReaders,
    private readonly clock: Clock,
  ) {}

  /** Announces a draw and holds it. @returns its id @throws as the road does; NotSignedYet */
  async draw(by: Drawer, pool: string, asked: DrawAsked, key?: string): Promise<string> {
    const draw = newSubjectId(by.person, `draw/${pool}`, key);
    await this.road.record({
      kind: 'pool',
      id: pool,
      actor: by.person,
      sender: by.sender,
      idempotencyKey: key,
      request: { type: 'DrawAnnounced', payload: asJson(asked) },
      payloadThen: async () => ({ ...(await this.asItStands(pool, asked)), draw }),
    });
    const state = (await this.road.states.read(this.database.read, `pool/${pool}`)).state as Pool;
    const isHeld = state.draws.some((one) => one.draw === draw && one.status !== 'announced');
    if (!isHeld) await this.hold(by, pool, draw);
    return draw;
  }

  /** Holds a draw that was announced. @throws as the road does; NotSignedYet */
  async hold(by: Drawer, pool: string, draw: string): Promise<void> {
    const subject = `pool/${pool}`;
    await this.signed();
    await this.road.record({
      kind: 'pool',
      id: pool,
      actor: by.person,
      sender: by.sender,
      request: { type: 'DrawHeld', payload: { draw } },
      payloadThen: async (rows, before) => {
        const { draws } = (before.state as Pool | undefined) ?? noPool;
        const drawn = draws.find((one) => one.draw === draw);
        const on = await drawnOnFacts(rows, subject, before, { draw });
        if (drawn && !on) throw new NotSignedYet();
        const [size, root] = [on?.size ?? 1, on?.root ?? ''.padEnd(64, '0')];
        const seed = seedOf(root, draw);
        // What is no draw has no candidates either: the requirement says so, in words.
        const order = drawn?.candidates.length ? inOrderOfLots(drawn.candidates, drawn.method, seed) : [draw];
        return { draw, size, root, seed, order };
      },
    });
  }

  /** Has a checkpoint signed over everything; the draw stays announced where that fails. */
  private async signed(): Promise<void> {
    await this.ledger.checkpoint().catch((cause: unknown) => {
      throw new NotSignedYet(cause);
    });
  }

  /** What was asked for, with everybody who is considered as the ledger stands. */
  private async asItStands(pool: string, asked: DrawAsked): Promise<JsonObject> {
    const read = (subject: string) => this.road.states.read(this.database.read, subject);
    const state = ((await read(`pool/${pool}`)).state as Pool | undefined) ?? noPool;
    const today = dateInShanghai(this.clock.legal().toISOString());
    const persons: Record<string, PersonFacts> = {};
    for (const { expert } of expertsOf(state, asked.field))
      persons[expert] = this.readers.person(expert, await read(`person/${expert}`), today);
    const standpoint = await read(`decision/${asked.decision}`);
    const matter = standpoint.version < 0 ? undefined : this.readers.matter(asked.decision, standpoint);
    return asJson({ ...asked, ...considered(state, asked, matter, persons) });
  }
}

/** Without what is undefined. */
const asJson = (payload: object): JsonObject => JSON.parse(JSON.stringify(payload)) as JsonObject;
