import {
  met,
  personFactsOf,
  personOf,
  ROLES,
  unmet,
  type Act,
  type Grant,
  type PersonFacts,
  type Requirement,
  type Role,
  type TransitionLaw,
} from '../../workflows/vocabulary.js';
import { documentsPresent } from './papers.js';

/** Roles without an account behind them: whoever holds one has checked nothing. */
const NOBODYS: readonly Role[] = ['public', 'installation', 'timekeeper'];
/** The program signs no paper: what it does by itself is entered for it by nobody. */
const THE_PROGRAM: readonly Role[] = ['installation', 'timekeeper'];
const ENTERS_FOR_OTHERS: readonly Role[] = ['proposer', 'office', 'secretary'];

const namesOf = (roles: readonly Role[]) => ({
  zh: roles.map((role) => ROLES[role].zh).join('、'),
  en: roles.map((role) => ROLES[role].en).join(', '),
});

/**
 * Who may add this event: a requirement like any other. The person whose act it is holds one of the roles in
 * the deciding body; an administrator is not among them by being an administrator.
 */
function competence(law: TransitionLaw, body: string | undefined): Requirement {
  const names = namesOf(law.roles);
  return {
    id: 'competent',
    rules: law.rules,
    strength: 'binding',
    title: { zh: `由有权者作出：${names.zh}`, en: `Done by whoever is competent: ${names.en}` },
    test: (_, act) => {
      const held = ownGrants(personFactsOf(act), personOf(act), body);
      const competent = held.some(
        (grant) =>
          law.roles.includes(grant.role) &&
          (act.onBehalf === undefined ? isActingAs(act, grant) : !THE_PROGRAM.includes(grant.role)),
      );
      if (competent) return met;
      const roles = [...new Set(held.map((grant) => grant.role))];
      return unmet({
        found: {
          zh: `此人在本机关的角色：${namesOf(roles).zh || '无'}`,
          en: `this person's roles in this body: ${namesOf(roles).en || 'none'}`,
        },
        needed: { zh: `角色之一：${names.zh}`, en: `one of the roles: ${names.en}` },
        remedy: { zh: '请由具有该角色的人员办理。', en: 'Ask somebody who holds such a role.' },
        whoCanSupply: law.roles,
      });
    },
  };
}

/**
 * Grants count only when the facts are about this very person: a leaf that carries another's proves nothing. The
 * timekeeper is the program itself and serves every body.
 */
function ownGrants(facts: PersonFacts, person: string, body: string | undefined): readonly Grant[] {
  return facts.person === person
    ? facts.grants.filter((grant) => body === undefined || grant.body === body || grant.role === 'timekeeper')
    : [];
}

function isActingAs(act: Act, grant: { role: Role; unit: string }): boolean {
  return act.actorRole === grant.role && act.actorUnit === grant.unit;
}

/** An act for a person without an account rests on that person's signed original (design §5, "on paper"). */
const paperOriginal = (body: string | undefined): Requirement => ({
  id: 'paper-original',
  rules: [],
  strength: 'house',
  title: { zh: '代录须有签署原件', en: 'An act on behalf rests on its signed original' },
  test: (_, act) => {
    if (act.onBehalf === undefined) return met;
    const entersForOthers = ownGrants(act.facts.actor, act.actor, body).some(
      (grant) => ENTERS_FOR_OTHERS.includes(grant.role) && isActingAs(act, grant),
    );
    const another = act.onBehalf !== act.actor;
    if (entersForOthers && another && act.instrument && act.facts.principal?.person === act.onBehalf)
      return met;
    if (!another)
      return unmet({
        found: { zh: '代录的是录入人本人', en: 'entered on behalf of the very person who enters it' },
        needed: { zh: '本人的行为由本人办理', en: "one's own act, done as one's own" },
        remedy: { zh: '请以本人名义办理。', en: 'Do it in your own name.' },
      });
    return unmet({
      found: act.instrument
        ? {
            zh: '录入人不是承办单位、办公机构或会议秘书',
            en: 'entered by somebody who is not proposer, office or secretary',
          }
        : { zh: '没有签署原件', en: 'no signed original' },
      needed: {
        zh: '由承办单位、办公机构或会议秘书录入，并附签署原件的摘要',
        en: 'entry by proposer, office or secretary, with the digest of the signed original',
      },
      remedy: { zh: '上传签署原件后再录入。', en: 'Upload the signed original, then enter the act.' },
      whoCanSupply: ENTERS_FOR_OTHERS,
    });
  },
});

/** An evidenced date needs a dated outside source, checked by a second person, and lies in the past. */
const secondPerson: Requirement = {
  id: 'evidence-second-person',
  rules: ['TIME-06'],
  strength: 'house',
  title: { zh: '佐证日期须经第二人核对', en: 'An evidenced date is checked by a second person' },
  test: (_, act) => {
    const evidence = act.evidenced;
    if (!evidence) return met;
    const checked = evidence.checkedBy !== act.actor && evidence.checkedBy !== act.onBehalf;
    const known = act.facts.persons?.[evidence.checkedBy];
    const serves =
      known?.person === evidence.checkedBy && known.grants.some(({ role }) => !NOBODYS.includes(role));
    if (checked && serves && evidence.date <= act.date) return met;
    return unmet({
      found: {
        zh: `日期 ${evidence.date}，核对人${checked ? '不在册' : '即录入人'}`,
        en: `date ${evidence.date}, checked by ${checked ? 'somebody unknown or later than today' : 'the same person'}`,
      },
      needed: {
        zh: '不晚于今天的日期，由另一名在册人员核对',
        en: 'a date not after today, checked by another registered person',
      },
      remedy: { zh: '请另一名工作人员核对来源材料。', en: 'Have a colleague check the dated source.' },
    });
  },
};

/** What every act is asked, whatever it is. */
export function commonRequirements(law: TransitionLaw, body: string | undefined): readonly Requirement[] {
  return [competence(law, body), paperOriginal(body), secondPerson, documentsPresent];
}
