import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet, unmetWhen } from '../../test/story.js';
import { township } from '../../test/township.js';

describe('before issue', () => {
  it('the Party committee is asked or told, and the Congress is considered, before the decision is issued', () => {
    const matter = township().adopted();
    notNow(matter, () => matter.issues());
    matter.asksParty('report');
    notNow(matter, () => matter.issues());
    matter.findsCongress('none').issues();
  });

  it('a request waits for its answer; a mere report does not', () => {
    const matter = township().adopted().findsCongress('none').asksParty('request');
    notNow(matter, () => matter.issues());
    matter.partyAnswers('agreed').issues();
    const told = township().adopted().asksParty('report');
    notNow(told, () => told.partyAnswers());
    expect(township().adopted().asksParty('not-required').value).toMatchObject({
      adopted: { beforeIssue: { party: 'settled' } },
    });
  });

  it('“amend” sends it back: new draft, new review, new meeting', () => {
    const matter = township().adopted().asksParty().partyAnswers('amend');
    expect(matter.value).toEqual({ legalityReview: 'revisionDue' });
    expect(matter.steps).toMatchObject({ 'legality-review': 'open', 'collective-decision': 'not-open' });
    matter.drafts();
    notNow(matter, () => matter.submitsMeetingBundle());
    matter.requestsReview().advises();
    expect(matter.planned().ways).toHaveLength(1);
  });

  it('a refusal ends the matter', () => {
    expect(township().adopted().asksParty().partyAnswers('refused').value).toBe('refused');
    expect(township().adopted().findsCongress('decide').congressResolves(false).value).toBe('refused');
  });

  it('a township’s construction plan is decided by its Congress; other matters are told to it', () => {
    const plan = township().adopted().asksParty('report').findsCongress('decide');
    notNow(plan, () => plan.tellsCongress());
    plan.congressResolves(true).issues();
    township().adopted().asksParty('report').findsCongress('report').tellsCongress().issues();
  });

  it('only whose answer it is may give it', () => {
    const matter = township().adopted().asksParty().findsCongress('decide');
    const idsWhen = (tries: () => unknown) => unmetWhen(matter, tries).map(({ requirement }) => requirement);
    expect(idsWhen(() => matter.partyAnswers('agreed', { by: 'head' }))).toEqual(['competent']);
    expect(idsWhen(() => matter.congressResolves(true, { by: 'clerk' }))).toEqual(['competent']);
  });
});

describe('the minutes of the meeting', () => {
  it('are issued by the head first, where a place says so', () => {
    const matter = township().under({ minutesIssuedByHead: true }, 'HLJ4-039-c');
    matter.adopted().asksParty('report').findsCongress('none');
    expect(onlyUnmet(matter, 'minutes-issued', () => matter.issues())).toMatchObject({
      rules: ['HLJ4-039-c'],
      strength: 'local-option',
      whoCanSupply: ['head'],
    });
    onlyUnmet(matter, 'competent', () => matter.issuesMinutes({ by: 'clerk' }));
    matter.issuesMinutes().issues();
    expect(matter.met).toContain('minutes-issued');
  });

  it('are those of the meeting that decided: after another meeting they are issued again', () => {
    const matter = township().under({ minutesIssuedByHead: true }, 'HLJ4-039-c').adopted().issuesMinutes();
    matter.asksParty().partyAnswers('amend');
    expect(matter.state?.context).toMatchObject({ after: { minutesOn: null } });
  });
});
