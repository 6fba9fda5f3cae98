import { z } from 'zod';
import { text } from '../../workflows/fields.js';
import { aboutPayload, met, type Requirement, unmet } from '../../workflows/vocabulary.js';
import { NoteRefused } from '../ledger/signed-note.js';
import { smOriginOf, smVerifierOf } from '../second-origin/sm-key.js';

/** The second origin (SM3/SM2) hands on to another key, as the log says itself. */
export const smKeyRotated = z.strictObject({ vkey: z.string().max(500), reason: text(1000) });

interface Log {
  readonly origin: string;
}

/** As of the first origin's: whoever holds the key before can follow it from inside the log. */
export const keyOfTheSecond: Requirement<Log> = aboutPayload<z.infer<typeof smKeyRotated>, Log>({
  id: 'key-of-the-second-origin',
  rules: [],
  strength: 'house',
  title: {
    zh: '公钥须以第二来源的名称命名',
    en: 'The key bears the name of the second origin',
  },
  fields: ['vkey'],
  test: ({ origin }, act) => {
    const name = nameOf(act.payload.vkey);
    const needed = smOriginOf(origin);
    if (name === needed) return met;
    return unmet({
      found: { zh: name ?? '不是 SM2 公钥', en: name ?? 'no public key (SM2)' },
      needed: { zh: needed, en: needed },
      remedy: { zh: '请用 chengxu key sm-rotate。', en: 'Use chengxu key sm-rotate.' },
    });
  },
});

function nameOf(key: string): string | undefined {
  try {
    return smVerifierOf(key).name;
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    return undefined;
  }
}
