import type { Grant, PersonFacts, Role } from '../workflows/vocabulary.js';

/** The township of these stories, and its units; the legality reviewer sits in the county's justice office. */
export const BODY = 'hengxi';
export const UNITS = {
  lead: 'hengxi-social-affairs',
  helping: 'hengxi-culture',
  office: 'hengxi-office',
  justice: 'xianju-justice',
  police: 'hengxi-police',
  evaluation: 'evaluation-centre',
} as const;

const person = (id: string, ...grants: [Role, string][]): [string, PersonFacts] => [
  id,
  {
    person: id,
    position: 0,
    standing: 'good',
    grants: grants.map(([role, unit]): Grant => ({ role, unit, body: BODY })),
  },
];

/** Who plays which part. Twenty people run a township, so some play two. */
export const CAST: ReadonlyMap<string, PersonFacts> = new Map([
  person('proposer', ['proposer', UNITS.lead]),
  person('colleague', ['proposer', UNITS.lead]),
  person('clerk', ['office', UNITS.office], ['secretary', UNITS.office]),
  person('head', ['head', UNITS.office]),
  person('deputy', ['member', UNITS.office]),
  person('warden', ['member', UNITS.police]),
  person('treasurer', ['member', UNITS.office]),
  person('reviewer', ['legality-reviewer', UNITS.justice]),
  person('other-reviewer', ['legality-reviewer', UNITS.justice]),
  person('inside-reviewer', ['legality-reviewer', UNITS.lead]),
  person('drafting-reviewer', ['legality-reviewer', UNITS.justice], ['proposer', UNITS.helping]),
  person('counsel', ['legal-adviser', 'law-firm']),
  person('professor', ['expert', 'university']),
  person('engineer', ['expert', 'institute']),
  person('inside-expert', ['expert', UNITS.lead]),
  ['barred-expert', { ...person('barred-expert', ['expert', 'institute'])[1], standing: 'barred' }],
  person('assessor', ['assessor', 'assessment-centre']),
  person('party', ['party-office', 'party-committee']),
  person('congress', ['congress', 'town-congress']),
  person('executor', ['executor', UNITS.helping]),
  person('evaluator', ['evaluator', UNITS.evaluation]),
  person('archivist', ['archivist', UNITS.office]),
  person('auditor', ['auditor', 'county-audit']),
  person('administrator', ['administrator', 'county-it']),
  person('citizen', ['public', 'village']),
  // The program itself: it serves every body and belongs to none.
  [
    'timekeeper',
    {
      person: 'timekeeper',
      position: -1,
      standing: 'good',
      grants: [{ role: 'timekeeper', unit: 'installation', body: 'installation' }],
    },
  ],
]);

/** Somebody whom the ledger does not know. */
export const stranger = (id: string): PersonFacts => ({
  person: id,
  position: -1,
  standing: 'good',
  grants: [],
});
