import type { Text } from '../../../workflows/vocabulary.js';
import type { EventShown, Named } from './decision-shown.js';
import { saidWith, toldByTitle, whatWasDone, type Names, type Said } from './said.js';

type Told = Pick<EventShown, 'type' | 'title' | 'said' | 'by' | 'role' | 'unit' | 'enteredBy' | 'claimed'>;

/** One event as a sentence: who, in which role, did what, and what was said with it. */
export function sentenceOf(event: Told, names: Names): Text {
  const who = actorIn(event);
  const what = whatWasDone(event);
  const details = detailsOf(saidWith(event, names));
  return {
    zh: `${who.zh}${startsWithRole(event) ? '：' : ''}${what.zh}${details.zh === '' ? '' : `。${details.zh}`}。`,
    en: `${who.en}: ${what.en}${details.en === '' ? '' : `. ${details.en}`}.`,
  };
}

/** Some acts are called by whoever does them: the name is set off from it. */
const startsWithRole = ({ title, type }: Told): boolean =>
  toldByTitle(type) && /^(会议|行政|决策|党委|人大|专家|有关|法律|联合|上级|本人)/.test(title.zh);

function actorIn({ by, role, unit, enteredBy }: Told): Text {
  if (by.id === ANYBODY)
    return enteredBy
      ? {
          zh: `公众（由${nameOf(enteredBy)}代录）`,
          en: `A member of the public (entered by ${nameOf(enteredBy)})`,
        }
      : { zh: '公众', en: 'A member of the public' };
  const house = unit.id === '' || unit.name === undefined ? '' : unit.name;
  const entered: Text =
    enteredBy === undefined
      ? { zh: '', en: '' }
      : {
          zh: `，由${nameOf(enteredBy)}据签署原件代录`,
          en: `, entered from the signed original by ${nameOf(enteredBy)}`,
        };
  return {
    zh: `${nameOf(by)}（${house === '' ? '' : `${house}，`}${role.zh}${entered.zh}）`,
    en: `${nameOf(by)} (${house === '' ? '' : `${house}, `}${role.en}${entered.en})`,
  };
}

/** Whoever wrote in without an account. */
const ANYBODY = 'anybody';

const nameOf = ({ id, name }: Named): string => name ?? id;

function detailsOf(told: readonly Said[]): Text {
  return {
    zh: told.map(({ name, word }) => `${name.zh}：${word.zh}`).join('；'),
    en: told.map(({ name, word }) => `${name.en}: ${word.en}`).join('; '),
  };
}
