import { bytesOf, broken, type Files } from './container.js';
import { Ended } from './findings.js';
import {
  isCount,
  isDigest,
  isInstant,
  isKeyName,
  isListOf,
  isOneOf,
  isWord,
  wrongMember,
  type Members,
} from './forms.js';
import { isObject, readCanonical, type Json } from './json.js';
import { notParsed } from './lines.js';

/** What `data/bag.json` claims the bag to be. */
export interface Claims {
  readonly origin: string;
  readonly root: string;
  readonly size: number;
  readonly scope: 'decision' | 'ledger';
  readonly source: string;
  readonly exportedAt: string;
  readonly subject?: string;
  readonly subjects?: readonly string[];
}

const ALWAYS: Members = {
  exportedAt: { form: isInstant },
  format: { form: isOneOf('chengxu-bag@1') },
  origin: { form: isKeyName },
  root: { form: isDigest },
  size: { form: isCount },
  scope: { form: isOneOf('decision', 'ledger') },
  source: { form: isWord },
};

const OF_A_DECISION: Members = {
  ...ALWAYS,
  subject: { form: (value) => isWord(value) && String(value).startsWith('decision/') },
  subjects: { form: isListOf(isWord, { rising: true }) },
};

const PATH = 'data/bag.json';
const MAX_SIZE = 16 * 1024 * 1024;
const LEFT_OUT_OF_A_LEDGER = [
  'ledger/inclusion',
  'ledger/consistency',
  'ledger/heads',
  'ledger/withheld',
  'sm/inclusion',
  'sm/consistency',
];

/** @throws Ended */
export async function readClaims(files: Files): Promise<Claims> {
  const file = files.get(PATH);
  const value = file && file.size <= MAX_SIZE ? readCanonical(await bytesOf(file, MAX_SIZE)) : undefined;
  if (!isClaims(value)) throw new Ended(notParsed(PATH, 'bag.json', '说明文件'));
  for (const name of value.scope === 'ledger' ? LEFT_OUT_OF_A_LEDGER : []) {
    const path = `data/${name}.jsonl`;
    if (files.has(path))
      throw broken('整个账本的导出包不应有此文件', 'no file of a bag of the whole ledger', path);
  }
  return value;
}

function isClaims(value: Json | undefined): value is Json & Claims {
  if (!isObject(value)) return false;
  const isOfADecision = value['scope'] === 'decision';
  if (wrongMember(value, isOfADecision ? OF_A_DECISION : ALWAYS) !== undefined) return false;
  const { subject, subjects } = value;
  return !isOfADecision || (Array.isArray(subjects) && subjects.includes(subject as Json));
}
