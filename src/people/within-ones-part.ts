import { met, unmet, type Requirement, type Text } from '../../workflows/vocabulary.js';
import type { Procedure } from '../engine/procedure.js';
import { registerFrom, type RegisterDefinition } from '../engine/register.js';
import { isOnesOwn, PARTS, partsFor, type Part } from './administrator-parts.js';

const namesOf = (parts: readonly Part[], language: keyof Text): string =>
  parts.map((part) => PARTS[part][language]).join(language === 'zh' ? '、' : ', ');

/**
 * Where administration is divided in three, whoever acts as an administrator keeps to their part: asked when the act is
 * recorded, and again whenever the ledger is verified.
 */
export const withinOnesPart: Requirement = {
  id: 'within-ones-part',
  rules: [],
  strength: 'house',
  title: { zh: '三员分设：在本人职责之内', en: 'Separated administrators keep to their part' },
  test: (_, { type, actorRole, facts: { administration } }) => {
    if (administration === undefined || actorRole !== 'administrator' || isOnesOwn(type)) return met;
    const { part } = administration;
    const needed = partsFor(type);
    if (part !== null && needed.includes(part)) return met;
    return unmet({
      found: {
        zh: part === null ? '未分担三员之一' : PARTS[part].zh,
        en: part === null ? 'none of the three' : PARTS[part].en,
      },
      needed: {
        zh: namesOf(needed, 'zh') || '无人可单独办理，须一人提请、另一人确认',
        en: namesOf(needed, 'en') || 'nobody alone: one proposes, another confirms',
      },
      remedy: { zh: '请由负责的管理员办理。', en: 'Have the administrator of that part do it.' },
      whoCanSupply: ['administrator'],
    });
  },
};

/** A register in which every act that administrators may do is asked whose part it is. */
export function administeredRegister<State extends object>(
  definition: RegisterDefinition<State>,
): Procedure<State> {
  const events = Object.entries(definition.events).map(([type, event]) => {
    if (!event.law.roles.includes('administrator')) return [type, event] as const;
    const requires = [...(event.law.requires ?? []), withinOnesPart.id];
    return [type, { ...event, law: { ...event.law, requires } }] as const;
  });
  return registerFrom({
    ...definition,
    events: Object.fromEntries(events),
    requirements: { ...definition.requirements, [withinOnesPart.id]: withinOnesPart },
  });
}
