/** From outside (article 38): what an upper body orders to be corrected, and what a court or an upper body annuls. */
import { z } from 'zod';
import { paper, words } from '../fields.js';
import { met, unmet, type EventDefinition, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';

export const outsideActs = {
  CorrectionOrdered: {
    title: { zh: '上级责令改正', en: 'Correction ordered from above' },
    payload: z.strictObject({ orderedBy: words(200), document: paper, what: words() }),
    adds: true,
  },
  CorrectionDone: {
    title: { zh: '改正情况', en: 'Ordered correction done' },
    payload: z.strictObject({
      /** Number of the event that recorded the order. */
      order: z.int().min(0),
      account: words(),
      document: paper.optional(),
    }),
  },
  DecisionAnnulled: {
    title: { zh: '决策被撤销', en: 'Decision annulled' },
    payload: z.strictObject({
      annulledBy: z.enum(['upper-government', 'court', 'congress']),
      document: paper,
      reason: words(),
    }),
    binding: true,
  },
} as const satisfies Record<string, EventDefinition>;

const ORDERED = quoted(outsideActs.CorrectionOrdered.title);

const correctionWasOrdered: Requirement<Context> = {
  id: 'correction-was-ordered',
  rules: [],
  strength: 'house',
  title: { zh: '有待改正的责令', en: 'An order to correct is open' },
  test: (context) => {
    const { received, done } = context.after.orders;
    if (done < received) return met;
    return unmet({
      found:
        received === 0
          ? { zh: '没有收到责令改正', en: 'no order was received' }
          : {
              zh: `责令改正 ${received} 件，均已改正`,
              en: `orders received: ${received}, all of them answered`,
            },
      needed: { zh: '已收到、尚未改正的责令', en: 'an order that was received and not answered yet' },
      remedy: {
        zh: `先办理${ORDERED.zh}；自行更正记录错误的，更正记录即可。`,
        en: `Add ${ORDERED.en} first; a mere mistake in the record is corrected without one.`,
      },
      whoCanSupply: ['office'],
    });
  },
};

export const outsideRules = [correctionWasOrdered];
