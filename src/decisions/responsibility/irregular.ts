import type { AnyMachineSnapshot } from 'xstate';
import { ANNULLED_BY } from '../../../workflows/words.js';
import { deadlinesIn, type KnownCalendars } from '../open-deadlines.js';
import { citedBy } from '../rules-shown.js';
import type { EntryOf } from './answer.js';
import { ifSaid, of, said, stepCalled, worded, type Past } from './past.js';

/** What was not as it should be, or was put right: by the body itself, by time, or from outside. */

export const irregularities = (past: Past): EntryOf<'irregularities'>[] =>
  of(past, 'IrregularityRecorded', 'PriorActTakenIn').map((done) => {
    const rule = said(done, 'rule');
    return {
      act: done.shown,
      ...(rule === undefined ? {} : citedBy(rule)),
      happenedOn: said(done, 'happenedOn') ?? '',
      ...ifSaid({ what: said(done, 'what'), who: said(done, 'who') }),
    };
  });

export const departures = (past: Past): EntryOf<'departures'>[] =>
  of(past, 'DepartureRecorded').map((done) => {
    const requirement = said(done, 'requirement') ?? '';
    const { requirements } = past.workflow.procedure.definition;
    return {
      act: done.shown,
      requirement,
      title: requirements[requirement]?.title ?? { zh: requirement, en: requirement },
      ...ifSaid({ reason: said(done, 'reason') }),
    };
  });

export const corrections = (past: Past): EntryOf<'corrections'>[] =>
  of(past, 'RecordCorrected').map((done) => {
    const { event, value } = done.said;
    const reopens = said(done, 'reopens') ?? 'none';
    return {
      act: done.shown,
      field: said(done, 'field') ?? '',
      checkedBy: past.cast.person(said(done, 'checkedBy') ?? ''),
      ...ifSaid({
        corrects: past.acts.find(({ shown }) => shown.version === event)?.shown,
        value: value === null || typeof value === 'object' ? undefined : value,
        rightWords: said(done, 'rightWords'),
        reopens: reopens === 'none' ? undefined : stepCalled(past, reopens),
      }),
    };
  });

/** As each stood before the program recorded it. */
export async function deadlinesPassed(
  past: Past,
  calendars: KnownCalendars,
): Promise<EntryOf<'deadlinesPassed'>[]> {
  const entries: EntryOf<'deadlinesPassed'>[] = [];
  for (const done of of(past, 'DeadlinePassed', 'DecisionLapsed')) {
    const id = said(done, 'deadline') ?? 'lapse';
    const due = await deadlinesIn(past.workflow, done.before.state as AnyMachineSnapshot, calendars);
    const found = due.find((one) => one.id === id);
    const on = said(done, 'on') ?? found?.on;
    entries.push({
      act: done.shown,
      deadline: id,
      title: found?.title ?? done.shown.title,
      ...ifSaid({ on }),
    });
  }
  return entries;
}

export function orders(past: Past): EntryOf<'orders'>[] {
  const corrected = of(past, 'CorrectionDone');
  return of(past, 'CorrectionOrdered').map((done) => ({
    act: done.shown,
    ...ifSaid({ orderedBy: said(done, 'orderedBy'), what: said(done, 'what') }),
    done: corrected
      .filter((one) => one.said['order'] === done.shown.version)
      .map((one) => ({ act: one.shown, ...ifSaid({ account: said(one, 'account') }) })),
  }));
}

export const annulments = (past: Past): EntryOf<'annulments'>[] =>
  of(past, 'DecisionAnnulled').map((done) => ({
    act: done.shown,
    annulledBy: worded(ANNULLED_BY, said(done, 'annulledBy') ?? ''),
    ...ifSaid({ reason: said(done, 'reason') }),
  }));

export const auditFindings = (past: Past): EntryOf<'auditFindings'>[] =>
  of(past, 'AuditFindingRecorded').map((done) => ({
    act: done.shown,
    about: said(done, 'about') ?? '',
    ...ifSaid({ finding: said(done, 'finding') }),
  }));
