import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { eventsOf } from '../ledger/reading.js';
import type { RoadRequest } from '../road/road-request.js';

const REASON = '更正首次设置的表单';

/** What this attempt at the first start has made, or taken up: units and the body by id, grants as `grantKey` has them. */
export interface Made {
  readonly body: string;
  readonly units: readonly string[];
  readonly grants: readonly string[];
}
/** The program's own hand, which records what a first start takes. */
interface Hand {
  readonly world: { readonly database: Database; readonly clock: Clock };
  record(
    kind: string,
    id: string,
    type: string,
    payload: RoadRequest['request']['payload'],
    rest: Pick<RoadRequest, 'ifMatch'>,
  ): Promise<void>;
}
export interface Given {
  readonly person: string;
  readonly role: string;
  readonly unit: string;
  readonly body: string;
}
export const grantKey = ({ person, role, unit, body }: Given): string => [person, role, unit, body].join(' ');

/**
 * Ends what an earlier attempt made and this one does not want: its form had another name for the body or a unit, or
 * gave another role, and the machine stopped half way. What somebody else than the program has recorded anything of is
 * left alone.
 */
export async function endLeftBehind(hand: Hand, { body, units, grants }: Made): Promise<void> {
  const { database, clock } = hand.world;
  const { read } = database;
  const isOurs = async (subject: string) =>
    (await eventsOf(read, subject)).every(({ leaf }) => leaf.actor === 'installation');
  const held = await read.query<Record<string, string> & Given>(
    'SELECT person, role, unit, body FROM grant_projection ORDER BY person, role, unit, body',
  );
  for (const { person, role, unit, body: of } of held) {
    const given = { person, role, unit, body: of };
    if (grants.includes(grantKey(given)) || !(await isOurs(`person/${person}`))) continue;
    await hand.record('person', person, 'RoleEnded', { role, unit, body: of, reason: REASON }, {});
  }
  const on = dateInShanghai(clock.legal().toISOString());
  // Units before the bodies that they belong to.
  const open = await read.query<{ unit: string; version: number }>(
    'SELECT unit, version FROM unit_projection WHERE closed_on IS NULL ORDER BY kind DESC, unit',
  );
  for (const { unit, version } of open) {
    if (unit === body || units.includes(unit) || !(await isOurs(`unit/${unit}`))) continue;
    await hand.record('unit', unit, 'UnitClosed', { on, reason: REASON }, { ifMatch: Number(version) });
  }
}
