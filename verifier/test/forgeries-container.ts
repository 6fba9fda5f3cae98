import {
  documentPath,
  event,
  LEAVES,
  put,
  remove,
  rewrite,
  rewriteLines,
  dropLine,
  type Forgery,
  type Payload,
} from './forging.js';
import { CALENDAR_DIGEST, PAPER } from './sample.js';

const both =
  (...changes: readonly ((files: Payload) => void)[]) =>
  (files: Payload): void =>
    changes.forEach((change) => change(files));

const inLeaves =
  (from: string | RegExp, to: string) =>
  (files: Payload): void =>
    rewrite(files, LEAVES, (text) => text.replace(from, to));

const inNote =
  (from: string | RegExp, to: string) =>
  (files: Payload): void =>
    rewrite(files, 'data/ledger/checkpoints/4.note', (text) => text.replace(from, to));

export const IN_THE_CONTAINER: readonly Forgery[] = [
  { what: 'a byte of a paper changes', code: 'E_BAG', container: put(documentPath(PAPER), 'b paper') },
  { what: 'a file is removed', code: 'E_BAG', container: remove(documentPath(PAPER)) },
  { what: 'a file is added that no manifest lists', code: 'E_BAG', container: put('data/views/x.html', 'x') },
  {
    what: 'an unknown file is added, and listed',
    code: 'E_BAG',
    bag: put('data/ledger/notes.jsonl', '{}\n'),
  },
  {
    what: 'there is a fetch.txt',
    code: 'E_BAG',
    bag: put('fetch.txt', 'http://localhost/x 1 data/views/x\n'),
  },
  { what: 'there is another manifest', code: 'E_BAG', bag: put('manifest-md5.txt', 'x') },
  { what: 'a file is empty', code: 'E_BAG', bag: put('data/ledger/withheld.jsonl', '') },
  {
    what: 'a name differs only in case',
    code: 'E_BAG',
    bag: both(put('data/views/a', '1'), put('data/views/A', '2')),
  },
  { what: 'a name leads upwards', code: 'E_BAG', bag: put('data/views/../../../x', 'x') },
  { what: 'a name is absolute', code: 'E_BAG', bag: put('/data/views/x', 'x') },
  {
    what: 'a name is that of a file and of a folder',
    code: 'E_BAG',
    bag: both(put('data/views/a', '1'), put('data/views/a/b', '2')),
  },
  { what: 'a token stands without its checkpoint', code: 'E_BAG', bag: put('data/ledger/tokens/7.tsr', 'x') },
  { what: 'it is another version of BagIt', code: 'E_BAG', bag: put('bagit.txt', 'BagIt-Version: 0.97\n') },
  { what: 'bag.json is missing', code: 'E_BAG', bag: remove('data/bag.json') },
  {
    what: 'a bag of the ledger has proofs',
    code: 'E_BAG',
    scope: 'ledger',
    bag: put('data/ledger/inclusion.jsonl', '{"path":[],"seq":0}\n'),
  },
  {
    what: 'the newest checkpoint is left out',
    code: 'E_BAG',
    bag: both(remove('data/ledger/checkpoints/12.note'), (files) => dropLine(files, 'consistency', 1)),
  },
];

export const IN_PARSING: readonly Forgery[] = [
  { what: 'a leaf is cut', code: 'E_PARSE', bag: inLeaves('"specversion":"1.0",', '"specversion":"1.0"') },
  { what: 'a leaf has a member more', code: 'E_PARSE', bag: inLeaves('{"actor"', '{"aaa":1,"actor"') },
  {
    what: 'a leaf has a name twice',
    code: 'E_PARSE',
    bag: inLeaves('{"actor":"a"', '{"actor":"b","actor":"a"'),
  },
  { what: 'a leaf has a byte-order mark', code: 'E_PARSE', bag: inLeaves(/^/, '\ufeff') },
  { what: 'the last line has no end', code: 'E_PARSE', bag: inLeaves(/\n$/, '') },
  {
    what: 'a leaf is too long',
    code: 'E_PARSE',
    ledger: (ledger) => void (event(ledger, 4).payload['long'] = 'x'.repeat(60_000)),
  },
  { what: 'a leaf has a space', code: 'E_NONCANONICAL', bag: inLeaves('"actor":', '"actor": ') },
  {
    what: 'a leaf is written in another order',
    code: 'E_NONCANONICAL',
    bag: inLeaves('"actor":"a","actorrole":"proposer"', '"actorrole":"proposer","actor":"a"'),
  },
  {
    what: 'a number in a leaf is written otherwise',
    code: 'E_NONCANONICAL',
    bag: inLeaves('"seq":4', '"seq":4.0'),
  },
  {
    what: 'bag.json has a space',
    code: 'E_PARSE',
    bag: (files) => rewrite(files, 'data/bag.json', (text) => text.replace(',', ', ')),
  },
  { what: 'a note has no signature', code: 'E_PARSE', bag: inNote(/\n\n[^]*$/, '\n') },
  { what: 'a note says another size than its name', code: 'E_PARSE', bag: inNote('\n4\n', '\n5\n') },
  { what: 'the base64 of a note is loose', code: 'E_PARSE', bag: inNote(/(\n4\n[^\n]+)=\n/, '$1\n') },
  {
    what: 'proofs are not sorted',
    code: 'E_PARSE',
    bag: (files) => rewriteLines(files, 'inclusion', (lines) => lines.toReversed()),
  },
  {
    what: 'a receipt is written otherwise',
    code: 'E_PARSE',
    bag: (files) => {
      const path = [...files.keys()].find((one) => one.includes('receipts')) ?? '';
      rewrite(files, path, (text) => text.replace('index ', 'index 0'));
    },
  },
  {
    what: 'a calendar is written otherwise',
    code: 'E_PARSE',
    bag: (files) => rewrite(files, `data/content/${CALENDAR_DIGEST}.json`, (text) => `${text}\n`),
  },
];
