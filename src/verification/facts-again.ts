import type { Facts } from '../../workflows/vocabulary.js';
import type { Row, Rows } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { HeadsSoFar } from '../ledger/heads.js';
import type { Leaf } from '../ledger/leaf.js';
import { accessLogFacts } from '../access-log/anchored-rows.js';
import { removalFacts } from '../installation/removal-facts.js';
import { headsFacts } from '../installation/recorded-heads.js';
import { factsOf } from '../road/candidates.js';
import { rulesAsked, type FactReaders } from '../road/facts.js';
import type { Room, Standpoint } from '../road/room.js';
import { RulesAgain } from './rules-again.js';
import { sameJson } from './same-json.js';

/**
 * Names the facts of an event that are not what the ledger itself said at that moment: roles that were never granted,
 * a meeting that stood otherwise. Undefined when all agree.
 */
export async function disagreeingFact(
  leaf: Leaf,
  room: Room,
  standpoint: Standpoint,
  look: (subject: string) => Promise<Standpoint>,
  readers: FactReaders,
  ledger: Rows,
  headsSoFar?: HeadsSoFar,
  rules = new RulesAgain(),
): Promise<string | undefined> {
  const recorded = leaf.data.facts;
  const { facts: own, rows } = asRecorded(leaf, readers, ledger, headsSoFar, rules);
  const { evidenced, instrument } = leaf.data;
  const again = await factsOf(own, { rows, look }, String(recorded['calendar']), room, standpoint, {
    subject: leaf.subject,
    type: leaf.type,
    actor: leaf.actor,
    onBehalf: leaf.onbehalf,
    delegatedBy: (recorded as Partial<Facts>).delegation?.by.person,
    payload: leaf.data.payload,
    evidenced,
    instrument,
    date: dateInShanghai(leaf.time),
  });
  const expected: Readonly<Record<string, unknown>> = { ...again };
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(expected)])];
  return names.find((name) => !sameJson(recorded[name], expected[name]));
}

/**
 * What the ledger does not keep is taken from the event: which papers the store held then, which row an index had, and
 * the rules of that day, which their digest ties together. The rest is read off the subjects.
 */
export function asRecorded(
  { seq, data: { facts: recorded } }: Pick<Leaf, 'seq' | 'data'>,
  readers: FactReaders,
  ledger: Rows,
  headsSoFar?: HeadsSoFar,
  rules = new RulesAgain(),
): { facts: FactReaders; rows: Rows } {
  const { documents = [], ruleSet, openCall, heads, removal, accessLog, matter } = recorded as Partial<Facts>;
  const index: Row[] = openCall
    ? [{ decision: openCall.decision, opened_on: openCall.openedOn, deadline: openCall.deadline }]
    : [];
  return {
    facts: {
      ...readers,
      documents: (_, digests) => Promise.resolve(digests.filter((one) => documents.includes(one)).toSorted()),
      // The history before this event is in the ledger itself, and `look` says how far it had come.
      correction: (_, ...asked) => readers.correction(ledger, ...asked),
      // A draw announced before sides were counted; that none comes after one that counts them, the pool asks itself.
      matter: (id, standpoint) => {
        const { sidesCounted, ...alone } = readers.matter(id, { ...standpoint, stoodIn: undefined });
        return matter?.sidesCounted === sidesCounted ? readers.matter(id, standpoint) : alone;
      },
      // Checkpoints are kept in the order of their sizes: the first over an event stays the first.
      drawnOn: (_, ...asked) => readers.drawnOn(ledger, ...asked),
      draw: (_, ...asked) => readers.draw(ledger, ...asked),
      // Which checkpoints were kept by then is told by no other row; that they are those of that span is checked.
      heads: (_, installation) =>
        headsFacts(ledger, installation, {
          size: seq,
          checkpointsTo: Number(heads?.checkpointsTo),
          heads: headsSoFar,
        }),
      // Which row was the last then is told by nothing else; that the rows up to it are the same ones is checked.
      accessLog: (_, installation) => accessLogFacts(ledger, installation, Number(accessLog?.count)),
      // The field that a disclosure was is not told by its digest once it is gone.
      removal: (_, ...asked) => removalFacts(ledger, ...asked, { size: seq, recorded: removal }),
      ruleSet: () => (rules.isWhole(recorded['ruleSet']) ? ruleSet : undefined),
    },
    rows: { query: <T extends Row>() => Promise.resolve(index as T[]) },
  };
}

/**
 * Whether the rules that an event fixed are other than those that this program resolves for that body, matter and day.
 * An event carries its rules itself, so a digest that fits them says nothing about where they came from. A file whose
 * wording was improved since gives the same rules, under another digest.
 */
export async function fixesOtherRules(
  leaf: Leaf,
  room: Room,
  { state, loaded: { procedure } }: Standpoint,
  look: (subject: string) => Promise<Standpoint>,
  readers: FactReaders,
  rules = new RulesAgain(),
): Promise<boolean> {
  const { payload, facts } = leaf.data;
  const { ruleSet } = facts as Partial<Facts>;
  const body = room.bodyOf(state, payload);
  const asked = rulesAsked(procedure.events[leaf.type]?.asks, payload, procedure.context(state));
  if (!ruleSet || !asked || body === undefined) return false;
  const unit = await look(`unit/${body}`);
  const own = rules.ownSubstance(readers, unit, dateInShanghai(leaf.time), asked.matters);
  return own === undefined || own !== rules.substanceOf(ruleSet);
}
