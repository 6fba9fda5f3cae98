import {
  documentPath,
  dropLine,
  editFirst,
  event,
  leaveOut,
  OTHER_KEY,
  put,
  receiptPath,
  remove,
  rewrite,
  rewriteLines,
  SOME_ROOT,
  type Forgery,
  type Line,
  type Payload,
} from './forging.js';
import type { Plain } from './jcs.js';
import { disclosure, LOG, ORIGIN, sealedAt, type MadeUpLedger } from './made-up-ledger.js';
import { hexDigest } from './made-up-tree.js';
import { AT, counted, DEFINITION, LETTER, MODULE, PAPER } from './sample.js';

const withhold = (files: Payload, ...lines: readonly Plain[]): void =>
  put('data/ledger/withheld.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join(''))(files);

const withoutDisclosuresOf = (files: Payload, of: number): void =>
  rewriteLines(files, 'disclosures', (lines) => lines.filter(({ seq }) => seq !== of));

const sdOf = (encoded: string): string => Buffer.from(hexDigest(encoded), 'hex').toString('base64url');
const COMMENT_SD = sdOf(disclosure('/payload/text', '意见'));
const COMMENT: Line = { digest: COMMENT_SD, reason: 'public', seq: AT.comment };
const LETTER_WITHHELD: Line = { document: hexDigest(LETTER), reason: 'public', seq: AT.comment };

/** The comment's text is gone, its digest is not. */
function eraseComment(ledger: MadeUpLedger): void {
  event(ledger, AT.comment).more = { _sd: [COMMENT_SD] };
  event(ledger, AT.comment).disclosures = [];
}

export const IN_DISCLOSURES: readonly Forgery[] = [
  {
    what: 'the value of a disclosure is edited',
    code: 'E_DISCLOSURE_MISMATCH',
    bag: (files) => editFirst(files, 'disclosures', { encoded: disclosure('/payload/name', '某乙') }),
  },
  {
    what: 'a disclosure is of no event here',
    code: 'E_DISCLOSURE_MISMATCH',
    bag: (files) =>
      rewriteLines(files, 'disclosures', (lines) => [
        ...lines,
        { encoded: disclosure('/payload/x', 'x'), seq: 12 },
      ]),
  },
  {
    what: 'a disclosure stands twice',
    code: 'E_DISCLOSURE_MISMATCH',
    bag: (files) => rewriteLines(files, 'disclosures', ([first = {}, ...rest]) => [first, first, ...rest]),
  },
  {
    what: 'a disclosure has a short salt',
    code: 'E_DISCLOSURE_MISMATCH',
    ledger: (ledger) =>
      void (event(ledger, 4).disclosures = [
        Buffer.from('["c2FsdA","/payload/x","x"]').toString('base64url'),
      ]),
  },
  {
    what: 'a disclosure is deleted',
    code: 'E_DISCLOSURE_MISSING',
    bag: (files) => withoutDisclosuresOf(files, 4),
  },
  {
    what: 'a disclosure is gone, and the act on record names another',
    code: 'E_DISCLOSURE_MISSING',
    ledger: (ledger) => {
      eraseComment(ledger);
      ledger.add('installation', 'DisclosuresErased', { digests: ['A'.repeat(43)] });
    },
  },
  {
    what: 'the act that would remove it stands on another subject',
    code: 'E_DISCLOSURE_MISSING',
    ledger: (ledger) => {
      eraseComment(ledger);
      ledger.add('person/a', 'DisclosuresErased', { digests: [COMMENT_SD] });
    },
  },
  {
    what: 'a disclosure is erased by an act on record',
    code: 'OK',
    ledger: (ledger) => {
      eraseComment(ledger);
      ledger.add('installation', 'DisclosuresErased', { digests: [COMMENT_SD] });
    },
  },
  {
    what: 'what somebody in office said is called withheld',
    code: 'E_DISCLOSURE_MISMATCH',
    bag: (files) => {
      withoutDisclosuresOf(files, 2);
      withhold(files, { digest: sdOf(disclosure('/payload/name', '某甲')), reason: 'public', seq: 2 });
    },
  },
  {
    what: 'something is called withheld that no event names',
    code: 'E_DISCLOSURE_MISMATCH',
    bag: (files) => withhold(files, { ...COMMENT, digest: 'A'.repeat(43) }),
  },
  {
    what: 'a disclosure is called withheld and is here',
    code: 'E_DISCLOSURE_MISMATCH',
    bag: (files) => withhold(files, COMMENT),
  },
  {
    what: 'a paper is called withheld and is here',
    code: 'E_DISCLOSURE_MISMATCH',
    bag: (files) => withhold(files, LETTER_WITHHELD),
  },
  {
    what: 'a paper is called withheld that its event does not name',
    code: 'E_DISCLOSURE_MISMATCH',
    bag: (files) => withhold(files, { ...LETTER_WITHHELD, document: 'a'.repeat(64) }),
  },
  {
    what: 'a comment is withheld',
    code: 'OK',
    bag: (files) => {
      withoutDisclosuresOf(files, AT.comment);
      withhold(files, COMMENT);
    },
  },
];

export const IN_PAPERS: readonly Forgery[] = [
  {
    what: 'the bytes of a paper are others, manifest and all',
    code: 'E_BLOB',
    bag: put(documentPath(PAPER), 'another'),
  },
  { what: 'a paper is gone without a removal', code: 'E_BLOB', bag: remove(documentPath(PAPER)) },
  {
    what: 'there is a paper that nobody named',
    code: 'E_BLOB',
    bag: put(documentPath(Buffer.from('z')), 'z'),
  },
  {
    what: 'a paper is withheld that somebody in office named as well',
    code: 'E_BLOB',
    ledger: (ledger) => void (event(ledger, AT.second).payload['letter'] = { sha256: hexDigest(LETTER) }),
    bag: (files) => {
      remove(documentPath(LETTER))(files);
      withhold(files, LETTER_WITHHELD);
    },
  },
  {
    what: 'a letter is withheld',
    code: 'OK',
    bag: (files) => {
      remove(documentPath(LETTER))(files);
      withhold(files, LETTER_WITHHELD);
    },
  },
  {
    what: 'a paper is removed by an act on record',
    code: 'OK',
    ledger: (ledger) => {
      ledger.files.delete(documentPath(PAPER));
      ledger.add('installation', 'RemovedUnderOrder', { digests: [], documents: [hexDigest(PAPER)] });
    },
  },
  {
    what: 'the bytes of a definition are others',
    code: 'E_DEFINITION',
    bag: put(`data/definitions/${DEFINITION}.mjs`, `${MODULE} `),
  },
  {
    what: 'there is a definition that no event names',
    code: 'E_DEFINITION',
    bag: put(`data/definitions/${hexDigest('x')}.mjs`, 'x'),
  },
  {
    what: 'the definition is missing',
    code: 'W_DEFINITION_MISSING',
    bag: remove(`data/definitions/${DEFINITION}.mjs`),
  },
];

/** A receipt of event 8 over a checkpoint that is made up. */
const receiptOver =
  (size: number, origin = ORIGIN) =>
  (ledger: MadeUpLedger): void => {
    const text = `${origin}\n${size}\n${SOME_ROOT}\n`;
    ledger.files.set(receiptPath(8), `c2sp.org/tlog-proof@v1\nindex 8\n\n${text}\n${LOG.line(text)}`);
  };

export const IN_RECEIPTS: readonly Forgery[] = [
  {
    what: 'a receipt is of another event',
    code: 'E_ROOT',
    signed: (ledger) => void ledger.files.set(receiptPath(4), ledger.receipt(8, 9)),
  },
  {
    what: 'a receipt proves nothing',
    code: 'E_ROOT',
    bag: (files) =>
      rewrite(files, receiptPath(8), (text) => text.replace(/(index 8\n)[^\n]+\n/, `$1${SOME_ROOT}\n`)),
  },
  {
    what: 'a receipt is signed by an unknown key',
    code: 'E_SIG',
    signed: (ledger) => {
      const sign = sealedAt('2026-03-02T01:09:00Z', [], OTHER_KEY);
      ledger.files.set(receiptPath(8), ledger.receipt(8, 9, sign));
    },
  },
  { what: 'a receipt has another root at a size that is here', code: 'E_FORK', signed: receiptOver(9) },
  {
    what: 'a receipt has another root at a size that only the leaves tell',
    code: 'E_FORK',
    scope: 'ledger',
    signed: receiptOver(10),
  },
  { what: 'a receipt is larger than the bag', code: 'E_TRUNCATED', signed: receiptOver(90) },
  { what: 'a receipt is of another log', code: 'E_ORIGIN', signed: receiptOver(9, 'other') },
];

export const AT_THE_TAIL: readonly Forgery[] = [
  {
    what: 'the last event of the decision is left out',
    code: 'E_TAIL_OMITTED',
    bag: (files) => {
      leaveOut(files, AT.second);
      remove(receiptPath(AT.second))(files);
    },
  },
  { what: 'a subject has no proof', code: 'E_TAIL_OMITTED', bag: (files) => dropLine(files, 'heads', 1) },
  {
    what: 'a proof is of another version',
    code: 'E_TAIL_OMITTED',
    bag: (files) => editFirst(files, 'heads', { version: 5 }),
  },
  {
    what: 'a proof does not hold',
    code: 'E_TAIL_OMITTED',
    bag: (files) => editFirst(files, 'heads', { path: ['a'.repeat(64)] }),
  },
  {
    what: 'a proof names another subject',
    code: 'E_TAIL_OMITTED',
    bag: (files) => editFirst(files, 'heads', { subject: 'consultation/0' }),
  },
  {
    what: 'the proofs name no heads event',
    code: 'E_TAIL_OMITTED',
    bag: (files) => rewriteLines(files, 'heads', (lines) => lines.map((line) => ({ ...line, seq: 10 }))),
  },
  { what: 'there are no proofs', code: 'W_TAIL', bag: remove('data/ledger/heads.jsonl') },
  {
    what: 'an event is later than the heads',
    code: 'W_TAIL',
    signed: (ledger) => {
      ledger.add('decision/1', 'Counted', {}, counted(1, 6));
      const sign = sealedAt('2026-03-02T01:13:00Z');
      ledger.checkpoints = [...ledger.checkpoints, { size: ledger.events.length, sign }];
    },
  },
];
