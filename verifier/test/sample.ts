import { disclosure, MadeUpLedger, sealedAt, type MadeUpEvent } from './made-up-ledger.js';
import { hexDigest } from './made-up-tree.js';
import { jcs } from './jcs.js';

/** A procedure that counts: as small as one can be that still refuses, and has a state. */
export const MODULE = `
const tooMuch = { is: 'refused', unmet: [{ title: { zh: '过多', en: 'too much' } }] };
export const workflow = {
  procedure: {
    events: {
      Counted: {},
      HeadSpoke: {},
      Placed: { asks: { catalogue: ({ in: body }) => body } },
      Joined: { asks: { decisions: ({ others }) => others, correction: true } },
    },
    restsOn: { Counted: 'count' },
    intake: () => undefined,
    decide(state, act) {
      if (!Object.hasOwn(this.events, act.type)) return { is: 'not-now' };
      if (act.payload.breaks) throw new TypeError('no such thing');
      if (act.payload.add > 9) return tooMuch;
      const count = (state?.count ?? 0) + (act.payload.add ?? 0);
      return { is: 'accepted', state: { count, hasTag: (tag) => tag === 'effective' && count > 4 } };
    },
    stateHash: (state) => String(state.count).padStart(64, '0'),
    context: () => ({}),
  },
  dayCountingOn: (calendar) => calendar,
};
`;
export const DEFINITION = hexDigest(MODULE);
export const CALENDAR = jcs({ years: [] });
export const CALENDAR_DIGEST = hexDigest(CALENDAR);
export const PAPER = Buffer.from('a paper');
export const LETTER = Buffer.from('a letter of a member of the public');

const GRANT = { role: 'proposer', unit: 'u', body: 'b' };
export const FACTS = {
  calendar: CALENDAR_DIGEST,
  actor: { person: 'a', position: 1, grants: [GRANT], standing: 'good' },
};
const THE_PUBLIC = {
  calendar: CALENDAR_DIGEST,
  actor: {
    person: 'anybody',
    position: -1,
    grants: [{ role: 'public', unit: 'anybody', body: 'anybody' }],
    standing: 'good',
  },
};

/** One event of a decision that counts; `count` is what it counts to. */
export function counted(add: number, count: number, more: Partial<MadeUpEvent> = {}): Partial<MadeUpEvent> {
  return {
    payload: { add },
    facts: FACTS,
    forged: { workflowhash: DEFINITION, statehash: String(count).padStart(64, '0'), ...more.forged },
    ...more,
  };
}

/** Where the events of the sample stand. */
export const AT = { comment: 6, meeting: 7, second: 8, heads: 11 } as const;

/**
 * A small ledger in which nothing is wrong: two decisions, a meeting, a consultation, a person, three checkpoints.
 *
 * @param alter forges events before anything is signed
 */
export function sampleLedger(alter: (ledger: MadeUpLedger) => void = () => undefined): MadeUpLedger {
  const ledger = new MadeUpLedger();
  ledger.add('installation', 'InstallationSetUp', { origin: 'made.up' });
  ledger.add('installation', 'CalendarNoticed', { digest: CALENDAR_DIGEST });
  ledger.add('person/a', 'PersonRegistered', {}, { disclosures: [disclosure('/payload/name', '某甲')] });
  ledger.add('person/a', 'RoleGranted', GRANT);
  ledger.add(
    'decision/1',
    'Counted',
    {},
    counted(2, 2, {
      payload: { add: 2, paper: { sha256: hexDigest(PAPER), name: 'draft.pdf' } },
      disclosures: [disclosure('/payload/title', '标题'), disclosure('/payload/reason', '理由')],
    }),
  );
  ledger.add('decision/2', 'Counted', {}, counted(5, 5));
  ledger.add(
    'consultation/c',
    'CommentReceived',
    { receipt: 'r1', letter: { sha256: hexDigest(LETTER) } },
    {
      facts: THE_PUBLIC,
      forged: { actor: 'anybody', actorrole: 'public', actorunit: 'anybody' },
      disclosures: [disclosure('/payload/text', '意见')],
    },
  );
  ledger.add(
    'meeting/m',
    'MeetingConvened',
    {
      body: 'b',
      kind: 'executive',
      plannedOn: '2026-03-05',
      head: 'h',
      members: ['h', 'a'],
      agenda: [],
    },
    { facts: FACTS },
  );
  ledger.add(
    'decision/1',
    'Counted',
    {},
    counted(3, 5, { payload: { add: 3 }, facts: { ...FACTS, ...readFacts() } }),
  );
  ledger.add('meeting/m', 'MeetingOpened', { openedOn: '2026-03-05' }, { facts: FACTS });
  ledger.add('decision/2', 'Counted', {}, counted(1, 6));
  ledger.subjects = ['consultation/c', 'decision/1', 'meeting/m'];
  ledger.files.set(`data/definitions/${DEFINITION}.mjs`, MODULE);
  ledger.files.set(`data/content/${CALENDAR_DIGEST}.json`, CALENDAR);
  ledger.files.set(`data/documents/${hexDigest(PAPER)}`, PAPER);
  ledger.files.set(`data/documents/${hexDigest(LETTER)}`, LETTER);
  alter(ledger);
  const sizes = [4, 9];
  ledger.recordHeads(sizes);
  const times = ['2026-03-02T01:03:30Z', '2026-03-02T01:08:30Z', '2026-03-02T01:11:30Z'];
  ledger.checkpoints = [...sizes, ledger.events.length].map((size, at) => ({
    size,
    sign: sealedAt(times[at] ?? ''),
  }));
  ledger.giveReceipt(AT.second, 9);
  return ledger;
}

/** What the second event of `decision/1` has read of the meeting and of the consultation. */
export function readFacts() {
  const nothing = '0'.repeat(64);
  return {
    meeting: {
      meeting: 'm',
      position: 0,
      body: 'b',
      kind: 'executive',
      status: 'convened',
      plannedOn: '2026-03-05',
      openedOn: null,
      head: 'h',
      members: ['h', 'a'],
      present: [],
      agenda: [],
    },
    consultation: {
      consultation: 'c',
      position: 0,
      received: 1,
      disposed: 0,
      adopted: 0,
      partly: 0,
      notAdopted: 0,
      commentsRoot: hexDigest(jcs([nothing, 1, 'r1'])),
      dispositionsRoot: nothing,
    },
  };
}
