import { z } from 'zod';
import { sha256 } from '../../workflows/fields.js';
import type { AccessLogFacts } from '../../workflows/other-subjects.js';
import { aboutPayload, met, unmet, type Requirement } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';
import type { Road } from '../road/record-event.js';
import type { Standpoint } from '../road/room.js';
import { anchorAfter, rowCount, type Anchor } from './access-rows.js';

/** What the installation remembers: how far the access log is anchored. */
export interface Anchored {
  readonly accessLog: Anchor & {
    /** The day in Asia/Shanghai; '' before the first. */
    readonly on: string;
  };
}

export const NOT_ANCHORED: Anchored['accessLog'] = { count: 0, digest: '', on: '' };

export const accessLogAnchored = z.strictObject({ count: z.int().min(1), digest: sha256 });

export const accessLogAsItStands: Requirement<Anchored> = aboutPayload<Anchor, Anchored>({
  id: 'access-log-as-it-stands',
  rules: [],
  strength: 'house',
  title: { zh: '所锚定的访问记录与库中相符', en: 'The access log is anchored as it stands' },
  fields: ['count', 'digest'],
  test: (_, { payload, facts: { accessLog } }) =>
    payload.count === accessLog?.count && payload.digest === accessLog.digest
      ? met
      : unmet({
          found: {
            zh: `${payload.count} 行，摘要 ${payload.digest.slice(0, 12)}`,
            en: `${payload.count} rows, digest ${payload.digest.slice(0, 12)}`,
          },
          needed: {
            zh: `${accessLog?.count ?? 0} 行，摘要 ${accessLog?.digest.slice(0, 12) ?? ''}`,
            en: `${accessLog?.count ?? 0} rows, digest ${accessLog?.digest.slice(0, 12) ?? ''}`,
          },
          remedy: { zh: '按访问记录重新计算。', en: 'Work it out again from the access log.' },
        }),
});

/**
 * What requirements may know of the access log.
 * @param upTo the row with which it ended then; the last there is, unless told
 */
export function accessLogFacts(rows: Rows, { state }: Standpoint, upTo?: number): Promise<AccessLogFacts> {
  return anchorAfter(rows, (state as Anchored | undefined)?.accessLog ?? NOT_ANCHORED, upTo);
}

/** Anchors the rows that are not anchored yet, by the program's own hand, once a day; nothing where there are none. */
export async function anchorAccessLog(road: Road, rows: Rows, today: string): Promise<void> {
  const { state } = await road.states.read(rows, 'installation');
  if (state === undefined) return;
  const { count, on } = (state as Anchored).accessLog;
  if (on >= today || (await rowCount(rows)) <= count) return;
  await road.record({
    kind: 'installation',
    id: '',
    actor: 'installation',
    request: { type: 'AccessLogAnchored', payload: {} },
    payloadThen: async (tx, before) => ({ ...(await accessLogFacts(tx, before)) }),
  });
}
