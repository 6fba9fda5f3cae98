import { utf8 } from '../core/bytes.js';
import { keyOf } from './keys.js';
import {
  dropLine,
  editFirst,
  event,
  forgeLeaf,
  leaveOut,
  LEAVES,
  OTHER_KEY,
  put,
  rewrite,
  rewriteLines,
  signedBy,
  SOME_ROOT,
  type Forgery,
} from './forging.js';
import { LOG, ORIGIN, sealedAt, WITNESSES } from './made-up-ledger.js';

const inLeaves =
  (from: string | RegExp, to: string) =>
  (files: Map<string, Buffer>): void =>
    rewrite(files, LEAVES, (text) => text.replace(from, to));

export const IN_ORDER: readonly Forgery[] = [
  {
    what: 'an event is left out of the ledger',
    code: 'E_SEQ',
    scope: 'ledger',
    bag: inLeaves(/^.*"seq":5,.*\n/m, ''),
  },
  {
    what: 'events stand in another order',
    code: 'E_SEQ',
    bag: (files) => rewriteLines(files, 'leaves', (lines) => lines.toReversed()),
  },
  {
    what: 'a leaf says another position',
    code: 'E_SEQ',
    scope: 'ledger',
    ledger: (ledger) => forgeLeaf(ledger, 5, { seq: 6 }),
  },
  {
    what: 'a leaf stands beyond the size',
    code: 'E_SEQ',
    ledger: (ledger) => forgeLeaf(ledger, 9, { seq: 99 }),
  },
  {
    what: 'a leaf is of another installation',
    code: 'E_ORIGIN',
    ledger: (ledger) => forgeLeaf(ledger, 4, { source: 'elsewhere' }),
  },
  {
    what: 'time goes back',
    code: 'E_TIME_BACK',
    ledger: (ledger) => void (event(ledger, 8).time = '2026-03-01T00:00:00.000Z'),
  },
  { what: 'a version is left out', code: 'E_DECISION_GAP', bag: (files) => leaveOut(files, 4) },
  {
    what: 'a subject has no event',
    code: 'E_DECISION_GAP',
    bag: (files) =>
      rewrite(files, 'data/bag.json', (text) => text.replace('"meeting/m"]', '"meeting/m","meeting/n"]')),
  },
  {
    what: 'the meeting that facts have read is not here',
    code: 'E_DECISION_GAP',
    signed: (ledger) => void (ledger.subjects = ['consultation/c', 'decision/1']),
  },
  {
    what: 'an event is chained to another',
    code: 'E_CHAIN',
    ledger: (ledger) => forgeLeaf(ledger, 8, { prev: 'a'.repeat(64) }),
  },
  { what: 'a leaf is edited', code: 'E_ROOT', bag: inLeaves('"add":3', '"add":4') },
  {
    what: 'a leaf of the ledger is edited',
    code: 'E_ROOT',
    scope: 'ledger',
    bag: inLeaves('"add":1', '"add":4'),
  },
  { what: 'a proof is missing', code: 'E_ROOT', bag: (files) => dropLine(files, 'inclusion', 2) },
  {
    what: 'a proof is of nothing',
    code: 'E_ROOT',
    bag: (files) =>
      rewriteLines(files, 'inclusion', (lines) => [
        ...lines.slice(0, 5),
        { path: [], seq: 5 },
        ...lines.slice(5),
      ]),
  },
  {
    what: 'bag.json claims another root',
    code: 'E_ROOT',
    scope: 'ledger',
    bag: (files) =>
      rewrite(files, 'data/bag.json', (text) =>
        text.replace(/"root":"[0-9a-f]+"/, `"root":"${'a'.repeat(64)}"`),
      ),
  },
  {
    what: 'the tail of the ledger is left out',
    code: 'E_TRUNCATED',
    scope: 'ledger',
    bag: (files) => rewriteLines(files, 'leaves', (lines) => lines.slice(0, 9)),
  },
];

const pinOf = (size: number, origin = ORIGIN) => ({ pins: [utf8(`${origin}\n${size}\n${SOME_ROOT}\n`)] });
const NEW_KEY = keyOf(ORIGIN, 'the next one');

/** One character of somebody's signature under the second checkpoint. */
const brokenLine = (name: string) => (files: Map<string, Buffer>) =>
  rewrite(files, 'data/ledger/checkpoints/9.note', (text) =>
    text.replace(
      new RegExp(`(— ${name} .{40})(.)`),
      (_, head: string, one: string) => head + (one === 'A' ? 'B' : 'A'),
    ),
  );

export const IN_CHECKPOINTS: readonly Forgery[] = [
  {
    what: 'the policy is of another log',
    code: 'E_ORIGIN',
    given: { policy: utf8(`log ${keyOf('other', 'x').vkey}\nquorum none\n`) },
  },
  {
    what: 'a checkpoint is signed by an unknown key',
    code: 'E_SIG',
    signed: (ledger) => signedBy(ledger, sealedAt('2026-03-02T01:08:30Z', undefined, OTHER_KEY), 9),
  },
  {
    what: 'everything is signed by a new key, which the ledger itself hands on',
    code: 'E_KEY',
    ledger: (ledger) => void ledger.add('installation', 'KeyRotated', { vkey: OTHER_KEY.vkey }),
    signed: (ledger) => signedBy(ledger, sealedAt('2026-03-02T02:00:00Z', WITNESSES, OTHER_KEY)),
  },
  { what: 'a signature of a known key is broken', code: 'E_SIG', bag: brokenLine(ORIGIN) },
  { what: 'a cosignature is broken', code: 'E_SIG', bag: brokenLine('witness.one') },
  {
    what: 'one witness is too few',
    code: 'E_QUORUM',
    signed: (ledger) => signedBy(ledger, sealedAt('2026-03-02T02:00:00Z', WITNESSES.slice(0, 1))),
  },
  {
    what: 'a key is handed on that no old key has covered',
    code: 'E_KEY',
    ledger: (ledger) => void ledger.add('installation', 'KeyRotated', { vkey: NEW_KEY.vkey }),
    signed: (ledger) =>
      signedBy(ledger, sealedAt('2026-03-02T02:00:00Z', undefined, NEW_KEY), ledger.events.length),
  },
  {
    what: 'a key is handed on that is none',
    code: 'E_KEY',
    ledger: (ledger) => void ledger.add('installation', 'KeyRotated', { vkey: `${LOG.vkey}=` }),
  },
  {
    what: 'a proof of consistency is missing',
    code: 'E_INCONSISTENT',
    bag: (files) => dropLine(files, 'consistency', 0),
  },
  {
    what: 'a proof of consistency is another',
    code: 'E_INCONSISTENT',
    bag: (files) => editFirst(files, 'consistency', { path: ['a'.repeat(64)] }),
  },
  {
    what: 'a checkpoint is of another history',
    code: 'E_INCONSISTENT',
    signed: (ledger) => {
      const text = `${ORIGIN}\n6\n${SOME_ROOT}\n`;
      ledger.files.set(
        'data/ledger/checkpoints/6.note',
        `${text}\n${sealedAt('2026-03-02T01:07:00Z')(text)}`,
      );
    },
    bag: (files) =>
      rewriteLines(files, 'consistency', ([, second]) => [
        { from: 4, path: ['a'.repeat(64)], to: 6 },
        { from: 6, path: ['a'.repeat(64)], to: 9 },
        second ?? {},
      ]),
  },
  { what: 'a pin is larger than the bag', code: 'E_TRUNCATED', given: pinOf(50) },
  { what: 'a pin has another root', code: 'E_FORK', given: pinOf(9) },
  { what: 'a pin within the ledger has another root', code: 'E_FORK', scope: 'ledger', given: pinOf(7) },
  { what: 'a pin is of another log', code: 'E_ORIGIN', given: pinOf(9, 'other') },
  { what: 'a pin cannot be compared', code: 'W_PIN_UNCOMPARED', given: pinOf(7) },
  { what: 'no policy is given', code: 'W_NO_POLICY', given: { policy: undefined } },
  {
    what: 'a checkpoint that was counted is gone',
    code: 'E_CHECKPOINT_MISSING',
    scope: 'ledger',
    signed: (ledger) => void (ledger.checkpoints = ledger.checkpoints.filter(({ size }) => size !== 4)),
  },
];

export const IN_TIME: readonly Forgery[] = [
  {
    what: 'an event is dated later than a cosignature over it allows',
    code: 'E_TIME_WINDOW',
    ledger: (ledger) => void (event(ledger, 8).time = '2026-03-02T01:08:59.000Z'),
    signed: (ledger) => signedBy(ledger, sealedAt('2026-03-02T01:03:58Z'), 9),
  },
  {
    what: 'an event is dated as late as a cosignature over it allows',
    code: 'OK',
    ledger: (ledger) => void (event(ledger, 8).time = '2026-03-02T01:08:58.000Z'),
    signed: (ledger) => signedBy(ledger, sealedAt('2026-03-02T01:03:58Z'), 9),
  },
  {
    what: 'the clock of a witness went back',
    code: 'W_WITNESS_CLOCK',
    signed: (ledger) => signedBy(ledger, sealedAt('2026-03-02T01:20:00Z'), 4),
  },
  {
    what: 'the newest head is old, and no pin is given',
    code: 'W_STALE',
    given: { asOf: '2026-03-04T02:00:00Z' },
  },
  {
    what: 'a token grants nothing',
    code: 'E_TSA',
    bag: put('data/ledger/tokens/9.tsr', Buffer.from('30053003020102', 'hex')),
  },
];
