import { describe, expect, it } from 'vitest';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS } from '../../workflows/law/all-claims.js';
import type { Claim } from '../../workflows/law/claims.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { PARAMETERS } from '../../workflows/parameters.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { intakesOf } from '../engine/intake.js';
import { nodesOf } from '../engine/machine-law.js';
import { cite, RULES } from '../law/citations.js';
import { PROJECT_ROOT } from '../project-root.js';
import { FAMILIES, familyOf } from './families.js';
import { lawPages, lawSources } from './law-pages.js';
import { lawRows, type LawRow } from './law-rows.js';
import { machineRows, requirementsOfEveryAct } from './machine-rows.js';
import { PROCEDURES, REQUIREMENTS } from './procedures.js';
import { stateDiagrams } from './state-diagram.js';

const transitions = machineRows(majorDecision);
const pages = lawPages();
const sources = lawSources();
const rows = lawRows(sources);
const text = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const ids = (some: readonly LawRow[]) => some.map(({ rule }) => rule.id);

/** Claims of one kind, each with its rule. */
const claimsThat = <How extends Claim['how']>(...hows: readonly How[]) =>
  Object.entries(CLAIMS).flatMap(([rule, claims]) =>
    claims.flatMap((claim) =>
      hows.some((how) => how === claim.how) ? [[rule, claim as Extract<Claim, { how: How }>] as const] : [],
    ),
  );

describe('the pages about the law', () => {
  it.each(Object.keys(pages))('%s is what its sources give: run `npm run generate`', (path) => {
    expect(text(path)).toBe(pages[path]);
  });

  it('draw every state', () => {
    const drawn = stateDiagrams(majorDecision)
      .map((diagram) => diagram.text)
      .join('\n');
    for (const node of nodesOf(majorDecision.machine)) {
      if (!node.parent || node.type === 'history' || node.parent.type === 'parallel') continue;
      expect(drawn).toContain(` as ${node.path.join('_')}`);
    }
  });

  it('show the parameters that a requirement reads', () => {
    const page = pages['workflows/major-decision/README.md'] ?? '';
    const line = page.split('\n').find((one) => one.includes('<a id="open-call-thirty-days">'));
    expect(line).toContain('`openCallDays: 30`');
  });
});

describe('every rule', () => {
  it('is in the page, once', () => {
    const page = pages['docs/law.md'] ?? '';
    const shown = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id);
    expect(shown.toSorted()).toEqual([...RULES.keys()].toSorted());
    expect(shown.length).toBeGreaterThanOrEqual(263);
  });

  it('has a row: something keeps it, or it is said why nothing does', () => {
    expect(ids(rows.filter(({ status }) => status === undefined))).toEqual([]);
  });

  it('that is kept has a spec that would notice', () => {
    const kept = ['enforced', 'structure', 'form', 'place', 'elsewhere'];
    const untried = rows.filter(({ status, specs }) => kept.includes(status ?? '') && specs.length === 0);
    expect(ids(untried)).toEqual([]);
    const gone = rows.flatMap(({ specs }) => specs).filter((path) => !existsSync(join(PROJECT_ROOT, path)));
    expect(gone).toEqual([]);
  });

  it('belongs to a family that has a name, or comes with the file of a place', () => {
    const own = new Set(sources.overlays.flatMap(({ rules }) => rules.map(({ id }) => id)));
    const nameless = [...RULES.keys()].filter((id) => !own.has(id) && !FAMILIES[familyOf(id)]);
    expect(nameless).toEqual([]);
  });

  it('of the decree that is a gate, a deadline or a separation of the five steps is enforced', () => {
    const ofTheSteps = rows.filter(({ rule: { id, kind } }) => {
      const article = Number(/^D713-0(\d\d)-/.exec(id)?.[1] ?? 0);
      return article >= 14 && article <= 31 && ['gate', 'deadline', 'role-separation'].includes(kind);
    });
    expect(ofTheSteps.length).toBeGreaterThan(20);
    const loose = ofTheSteps.filter(
      ({ status }) => !['enforced', 'structure', 'form'].includes(status ?? ''),
    );
    expect(ids(loose)).toEqual([]);
  });
});

describe('what the procedures cite', () => {
  const cited = [
    ...transitions.flatMap(({ rules }) => rules),
    ...PROCEDURES.flatMap(({ acts }) => acts.flatMap(({ rules }) => rules)),
    ...REQUIREMENTS.flatMap(({ rules }) => rules),
    ...majorDecision.mandatorySteps.flatMap(({ rules }) => rules),
    ...majorDecision.precedences.flatMap(({ rules }) => rules),
    ...Object.keys(CLAIMS),
  ];

  it('stands in the law: every rule of every transition, requirement, step, order and claim', () => {
    expect(cited.filter((id) => !RULES.has(id))).toEqual([]);
  });

  it('is no article where the control is our own', () => {
    const articles = REQUIREMENTS.filter(({ strength }) => strength === 'house').flatMap(({ id, rules }) =>
      cite(rules)
        .filter(({ article }) => !article.startsWith('推导'))
        .map(({ rule }) => `${id} cites ${rule}`),
    );
    expect(articles).toEqual([]);
  });

  it('is something, where the control is not our own: a rule, or a parameter that a place sets by one', () => {
    const groundless = REQUIREMENTS.filter(
      ({ id, strength, rules, parameters = [] }) =>
        id !== 'competent' && strength !== 'house' && rules.length + parameters.length === 0,
    );
    expect(groundless.map(({ id }) => id)).toEqual([]);
  });

  it('was read, and not only gathered from a summary, where it binds', () => {
    const doubtful = REQUIREMENTS.filter(({ strength }) => strength === 'binding').flatMap(({ id, rules }) =>
      rules
        .filter((rule) => RULES.get(rule)?.confidence === 'medium')
        .map((rule) => `${id} rests on ${rule}`),
    );
    expect(doubtful).toEqual([]);
  });
});

describe('every requirement', () => {
  it('has a name of its own', () => {
    const names = REQUIREMENTS.map(({ id }) => id);
    expect(names.filter((id, at) => names.indexOf(id) !== at)).toEqual([]);
  });

  it('is named by some spec', () => {
    const untried = [...sources.specs].filter(([, paths]) => paths.length === 0).map(([id]) => id);
    expect(untried).toEqual([]);
  });

  it('of a workflow is named by a pure one', () => {
    const impure = Object.keys(majorDecision.requirements).filter(
      (id) => !sources.specs.get(id)?.every((path) => path.startsWith('workflows/')),
    );
    expect(impure).toEqual([]);
  });

  it('stands on some act', () => {
    const asked = new Set(PROCEDURES.flatMap(({ acts }) => acts.flatMap(({ requires }) => requires)));
    const everywhere = ['competent', ...requirementsOfEveryAct.map(({ id }) => id)];
    const idle = REQUIREMENTS.filter(({ id }) => !asked.has(id) && !everywhere.includes(id));
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  it('that reads a parameter is what a place sets it for: none is read by nobody', () => {
    const read = new Set(REQUIREMENTS.flatMap(({ parameters = [] }) => parameters));
    const set = new Set(sources.overlays.flatMap(({ parameters }) => Object.keys(parameters)));
    const onlyReminded = [
      'supplementWorkingDays',
      'legalityReviewMaxWorkingDays',
      'meetingBundleHandledWorkingDays',
      'publicationWorkingDays',
    ];
    const unread = Object.keys(PARAMETERS).filter(
      (name) => set.has(name) && ![...read, ...onlyReminded].includes(name),
    );
    expect(unread).toEqual([]);
  });
});

describe('what is said of a rule', () => {
  const acts = PROCEDURES.flatMap((procedure) => procedure.acts);
  const intakes = intakesOf(Object.fromEntries(acts.map(({ type, definition }) => [type, definition])));

  it('is not that it is not there, where something enforces it', () => {
    const enforcing = rows.filter(
      ({ requirements, precedences, steps, set }) =>
        requirements.length + precedences.length + steps.length > 0 ||
        set.some(({ readBy }) => readBy.length > 0),
    );
    const denied = enforcing.filter(({ claims }) =>
      claims.some(({ how }) => how === 'not-yet' || how === 'out-of-scope'),
    );
    expect(ids(denied)).toEqual([]);
  });

  it('names requirements that there are', () => {
    const known = new Set(REQUIREMENTS.map(({ id }) => id));
    const gone = claimsThat('requirement').filter(([, { requirement }]) => !known.has(requirement));
    expect(gone.map(([rule]) => rule)).toEqual([]);
  });

  it('names acts and fields that there are', () => {
    const strange = claimsThat('form', 'recorded').flatMap(([rule, { act, fields }]) => {
      const schema = intakes.get(act)?.schema;
      if (!schema) return [`${rule}: ${act}`];
      return fields.filter((field) => !hasField(schema, field)).map((field) => `${rule}: ${act} ${field}`);
    });
    expect(strange).toEqual([]);
  });

  it('names files that there are, and tests by words of their titles', () => {
    const strange = claimsThat('elsewhere').flatMap(([rule, { files, tested }]) => [
      ...(tested.length === 0 ? [`${rule}: no test`] : []),
      ...files.filter((path) => !existsSync(join(PROJECT_ROOT, path))).map((path) => `${rule}: ${path}`),
      ...tested
        .filter(([spec, title]) => !existsSync(join(PROJECT_ROOT, spec)) || !text(spec).includes(title))
        .map(([spec, title]) => `${rule}: ${spec} › ${title}`),
    ]);
    expect(strange).toEqual([]);
  });

  it('is in both languages', () => {
    const silent = claimsThat(...new Set(Object.values(CLAIMS).flatMap((some) => some.map(({ how }) => how))))
      .filter(([, { zh, en }]) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en) || en === '')
      .map(([rule]) => rule);
    expect(silent).toEqual([]);
  });
});

describe('the order that the machine keeps', () => {
  it('rests on rules of the decree that its transitions rest on too', () => {
    const rested = new Set(transitions.flatMap(({ rules }) => rules));
    const alone = majorDecision.precedences.flatMap(({ act, rules }) =>
      rules.filter((id) => familyOf(id) === 'D713' && !rested.has(id)).map((id) => `${act}: ${id}`),
    );
    expect(alone).toEqual([]);
  });

  it('rests on something, each part of it', () => {
    expect(majorDecision.precedences.filter(({ rules }) => rules.length === 0)).toEqual([]);
  });
});

/** Whether the schema knows the field at this path (`touches.units`), in whatever list or alternative. */
function hasField(schema: JsonObject, path: string): boolean {
  const [name = '', ...deeper] = path.split('.');
  const { items, anyOf, properties } = schema as {
    items?: JsonObject;
    anyOf?: JsonObject[];
    properties?: Record<string, JsonObject>;
  };
  const field = properties?.[name];
  if (field) return deeper.length === 0 || hasField(field, deeper.join('.'));
  return [...(items ? [items] : []), ...(anyOf ?? [])].some((one) => hasField(one, path));
}
