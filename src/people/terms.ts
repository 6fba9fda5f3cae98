import { z } from 'zod';
import { localDate, opaqueId, paper, text, words } from '../../workflows/fields.js';
import {
  aboutPayload,
  met,
  unitNamed,
  unmet,
  type Act,
  type EventDefinition,
  type LocalDate,
  type Requirement,
  type Text,
  type TransitionLaw,
} from '../../workflows/vocabulary.js';
import { WHO_ADMINISTERS } from './administers.js';

/** What somebody is qualified or engaged as, and the seats that somebody has for a term (任期). */
export const TERMS = {
  'legal-qualification': { zh: '法律职业资格', en: 'national legal qualification' },
  'public-lawyer': { zh: '公职律师', en: 'public lawyer' },
  'counsel-engagement': { zh: '法律顾问聘任', en: 'engagement as legal counsel' },
  member: { zh: '会议组成人员任期', en: 'mandate as a member' },
  head: { zh: '行政首长任期', en: 'mandate as chief executive' },
} as const satisfies Record<string, Text>;
export const QUALIFICATIONS = ['legal-qualification', 'public-lawyer', 'counsel-engagement'] as const;
export const SEATS = ['member', 'head'] as const;
export type TermKind = keyof typeof TERMS;

/** One qualification, engagement or mandate: from and until which day (both included; null: open), as one body records it. */
export interface Term {
  readonly kind: TermKind;
  readonly body: string;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

export interface HasTerms {
  readonly terms?: readonly Term[];
}

const held = { body: opaqueId, from: localDate, until: localDate.optional(), document: paper.optional() };
const over = { body: opaqueId, on: localDate, reason: text(1000) };
/** `number`: of the certificate, the licence or the letter of engagement. */
export const qualificationRecorded = z.strictObject({
  kind: z.enum(QUALIFICATIONS),
  number: words(100),
  ...held,
});
export const qualificationEnded = z.strictObject({ kind: z.enum(QUALIFICATIONS), ...over });
/** `number`: of the document of election or appointment. */
export const mandateRecorded = z.strictObject({
  kind: z.enum(SEATS),
  number: words(100),
  ...held,
  until: localDate,
});
export const mandateEnded = z.strictObject({ kind: z.enum(SEATS), ...over });

type Recorded = z.infer<typeof qualificationRecorded> | z.infer<typeof mandateRecorded>;
type Ended = z.infer<typeof qualificationEnded> | z.infer<typeof mandateEnded>;
type Named = Pick<Term, 'kind' | 'body'>;

const sameTerm = (a: Named) => (b: Named) => a.kind === b.kind && a.body === b.body;
const termIn = (state: HasTerms, named: Named, on: LocalDate): Term | undefined =>
  state.terms?.find((term) => sameTerm(named)(term) && isInTerm(term, on));

/** Whether it counts on this day. */
export const isInTerm = ({ from, until }: Pick<Term, 'from' | 'until'>, on: LocalDate): boolean =>
  from <= on && (until === null || on <= until);

export const noOverlap: Requirement<HasTerms> = aboutPayload<Recorded, HasTerms>({
  id: 'term-does-not-overlap',
  rules: [],
  strength: 'house',
  title: { zh: '与已登记的任期、资格期限不重叠', en: 'It does not overlap one that is recorded' },
  fields: ['kind', 'body', 'from', 'until'],
  test: (state, { payload }) => {
    const { from, until = null } = payload;
    const other = state.terms?.find(
      (term) =>
        sameTerm(payload)(term) &&
        (until === null || term.from <= until) &&
        (term.until === null || from <= term.until),
    );
    if (!other) return met;
    const name = TERMS[payload.kind];
    return unmet({
      found: {
        zh: `${name.zh}已登记，自 ${other.from}${other.until ? ` 至 ${other.until}` : ''}`,
        en: `${name.en} is recorded from ${other.from}${other.until ? ` until ${other.until}` : ''}`,
      },
      needed: { zh: '不重叠的期限', en: 'days that no other covers' },
      remedy: { zh: '先终止原登记，或更正日期。', en: 'End that one first, or put the dates right.' },
      whoCanSupply: WHO_ADMINISTERS,
    });
  },
});

export const termStands: Requirement<HasTerms> = aboutPayload<Ended, HasTerms>({
  id: 'term-stands',
  rules: [],
  strength: 'house',
  title: { zh: '该日期限内，且该日已到', en: 'It stands on that day, and the day has come' },
  fields: ['kind', 'body', 'on'],
  test: (state, { payload, date }) => {
    const { kind, body, on } = payload;
    if (on <= date && termIn(state, payload, on)) return met;
    const name = TERMS[kind];
    return unmet({
      found:
        on > date
          ? { zh: `所填日期 ${on} 未到`, en: `${on} has not come` }
          : {
              zh: `${on} 没有${name.zh}（${unitNamed(body)}）`,
              en: `no ${name.en} for ${unitNamed(body)} on ${on}`,
            },
      needed: {
        zh: `不晚于今天（${date}）、期限之内的日期`,
        en: `a day not after today (${date}) and within the term`,
      },
      remedy: { zh: '请核对种类、机关与日期。', en: 'Check kind, body and date.' },
      whoCanSupply: WHO_ADMINISTERS,
    });
  },
});

/** Counsel is engaged for a term; a certificate has none. */
export const engagementHasItsTerm: Requirement<HasTerms> = aboutPayload<Recorded, HasTerms>({
  id: 'engagement-has-its-term',
  rules: [],
  strength: 'house',
  title: { zh: '聘任写明期限', en: 'An engagement says until when' },
  fields: ['kind', 'until'],
  test: (_, { payload: { kind, until } }) =>
    kind !== 'counsel-engagement' || until !== undefined
      ? met
      : unmet({
          found: { zh: '没有终止日期', en: 'no end' },
          needed: { zh: '聘书所载期限', en: 'the term that the letter of engagement has' },
          remedy: { zh: '填写终止日期。', en: 'Fill in until when.' },
          whoCanSupply: WHO_ADMINISTERS,
        }),
});

const recording = (...more: string[]): TransitionLaw => ({
  roles: ['administrator'],
  rules: [],
  requires: ['administers-the-body', 'grant-period', noOverlap.id, ...more],
});
const ending: TransitionLaw = {
  roles: ['administrator'],
  rules: [],
  requires: ['administers-the-body', termStands.id],
};

/** Acts on `person/…`, by the administrator of the body that records them. */
export const termActs = {
  QualificationRecorded: {
    title: { zh: '登记资格或聘任', en: 'Qualification or engagement recorded' },
    payload: qualificationRecorded,
    adds: true,
    law: recording(engagementHasItsTerm.id),
  },
  QualificationEnded: {
    title: { zh: '终止资格或聘任', en: 'Qualification or engagement ended' },
    payload: qualificationEnded,
    adds: true,
    law: ending,
  },
  MandateRecorded: {
    title: { zh: '登记任期', en: 'Mandate recorded' },
    payload: mandateRecorded,
    adds: true,
    law: recording(),
  },
  MandateEnded: {
    title: { zh: '终止任期', en: 'Mandate ended' },
    payload: mandateEnded,
    adds: true,
    law: ending,
  },
} as const satisfies Record<string, EventDefinition & { readonly law: TransitionLaw }>;

/** The terms after an act on them; undefined where it is about something else. */
export function termsAfter(terms: readonly Term[] = [], { type, payload }: Act): readonly Term[] | undefined {
  if (type === 'QualificationRecorded' || type === 'MandateRecorded') {
    const { kind, body, from, until = null } = payload as Recorded;
    return [...terms, { kind, body, from, until }];
  }
  if (type !== 'QualificationEnded' && type !== 'MandateEnded') return undefined;
  const ended = payload as Ended;
  return terms.map((term) =>
    sameTerm(ended)(term) && isInTerm(term, ended.on) ? { ...term, until: ended.on } : term,
  );
}

/** A qualification, engagement or mandate, and what to be warned of, as the API shows them. */
export const termShown = z.strictObject({
  kind: z.enum([...QUALIFICATIONS, ...SEATS]),
  body: z.string(),
  number: z.string(),
  from: z.iso.date(),
  until: z.iso.date().nullable(),
});
export const warningShown = z.strictObject({ is: z.string(), zh: z.string(), en: z.string() });

/** Something about a person that nothing refuses, for whoever chooses people. */
export interface Warning extends Text {
  readonly is: 'reviewer-without-qualification' | 'adviser-without-engagement';
}

/** Roles that go with a qualification; the procedure in force does not ask for it, so that it is shown and no more. */
export function warningsFor(roles: readonly string[], kinds: readonly TermKind[]): Warning[] {
  const warnings: Warning[] = [];
  if (roles.includes('legality-reviewer') && !kinds.includes('legal-qualification'))
    warnings.push({
      is: 'reviewer-without-qualification',
      zh: '未登记有效的法律职业资格。初次从事合法性审查的，宜由具有该资格的人员承担；现行程序不作强制要求。',
      en: 'No national legal qualification in force is recorded. Who reviews for the first time should have one; the procedure in force does not insist.',
    });
  if (
    roles.includes('legal-adviser') &&
    !kinds.some((kind) => kind === 'counsel-engagement' || kind === 'public-lawyer')
  )
    warnings.push({
      is: 'adviser-without-engagement',
      zh: '未登记有效的法律顾问聘任或公职律师资格；现行程序不作强制要求。',
      en: 'Neither an engagement as counsel nor a licence as public lawyer in force is recorded; the procedure in force does not insist.',
    });
  return warnings;
}
