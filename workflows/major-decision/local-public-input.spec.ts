import { describe, expect, it } from 'vitest';
import { onlyUnmet, paper } from '../../test/story.js';
import { township } from '../../test/township.js';

/** A round table was held and heard a business; what is left is the report. */
const gathered = (matter = township()) =>
  matter.on('2025-04-10').drafted({ marketPlayers: true }).holdsRoundTable();

const published = () => township().on('2025-04-01').drafted();

const some = (refusedWithReason: number) => ({
  hearingRequests: { received: 2, granted: 1, refusedWithReason },
});

const held = (objecting: number) =>
  township()
    .under({ hearingReportDays: 10, hearingOppositionArgued: true, hearingFeedback: true }, 'GD303-026')
    .on('2025-04-01')
    .drafted()
    .announcesHearing('2025-04-08')
    .on('2025-04-08')
    .holdsHearing({ objecting });
const papers = {
  hearingReport: paper('hearing-report'),
  furtherArgument: paper('further-argument'),
  feedback: paper('feedback'),
};

describe('public input under local rules', () => {
  it('a call that a law fixes is never shortened', () => {
    const matter = township().under({ openCallNeverShortened: true }, 'SPEC-URB-026', 'binding').drafted();
    const urgent = { deadline: '2025-04-07', shorteningReason: '情况紧急' };
    expect(onlyUnmet(matter, 'open-call-never-shortened', () => matter.opensCall(urgent))).toMatchObject({
      rules: ['SPEC-URB-026'],
      strength: 'binding',
      earliestOn: '2025-04-27',
    });
    matter.opensCall();
    expect(matter.met).toContain('open-call-never-shortened');
  });

  it('a longer period is the place’s, and cites the place', () => {
    const matter = township().under({ openCallDays: 40 }, 'SH35-011').drafted();
    expect(onlyUnmet(matter, 'open-call-thirty-days', () => matter.opensCall())).toMatchObject({
      rules: ['D713-015-a', 'D713-015-b', 'SH35-011'],
      earliestOn: '2025-05-07',
      needed: { en: '40 days, or the reason for less in the notice itself' },
    });
    matter.opensCall({ deadline: '2025-05-07' });
  });

  it('a period that ends on a day off rolls over where a place says so', () => {
    expect(published().opensCall({ deadline: '2025-05-01' }).met).toContain('open-call-thirty-days');
    const matter = township().on('2025-04-01').under({ rollOver: true }, 'TIME-02').drafted();
    expect(
      onlyUnmet(matter, 'open-call-thirty-days', () => matter.opensCall({ deadline: '2025-05-01' })),
    ).toMatchObject({ earliestOn: '2025-05-06' });
    matter.opensCall({ deadline: '2025-05-06' });
  });

  it('R1: thirty days from 6 March 2023 end on a holiday, and on the day after it where a place rolls over', () => {
    const call = { consultation: 'r1', deadline: '2023-04-05' };
    township().on('2023-03-06').drafted().opensCall(call);
    const matter = township().on('2023-03-06').under({ rollOver: true }, 'TIME-02').drafted();
    expect(onlyUnmet(matter, 'open-call-thirty-days', () => matter.opensCall(call)).earliestOn).toBe(
      '2023-04-06',
    );
  });

  it('papers of a round table are delivered beforehand', () => {
    const matter = township().under({ roundTablePapersDays: 5 }, 'HLJ4-017').drafted();
    expect(onlyUnmet(matter, 'round-table-papers', () => matter.holdsRoundTable()).rules).toEqual([
      'HLJ4-017',
    ]);
    matter.convenesRoundTable('2025-04-01').on('2025-04-01');
    expect(onlyUnmet(matter, 'round-table-papers', () => matter.holdsRoundTable())).toMatchObject({
      earliestOn: '2025-04-02',
    });
    matter.on('2025-04-02').holdsRoundTable();
    expect(matter.met).toContain('round-table-papers');
    const visit = township().under({ roundTablePapersDays: 5 }).drafted();
    expect(visit.holdsRoundTable({ mode: 'field-visit' }).met).toContain('round-table-papers');
  });

  it('businesses are heard where market players are touched', () => {
    const matter = gathered(township().under({ marketVoicesHeard: true }, 'CZ4-012'));
    expect(onlyUnmet(matter, 'businesses-heard', () => matter.reportsInput()).rules).toEqual(['CZ4-012']);
    matter.holdsRoundTable({
      participants: [{ kind: 'businesses', count: 3 }],
      signedSheet: paper('signed-sheet', 'another'),
    });
    matter.reportsInput();
    expect(matter.met).toContain('businesses-heard');
  });

  it('the report is published', () => {
    const matter = gathered(township().under({ inputReportPublished: true }, 'HLJ4-020'));
    onlyUnmet(matter, 'input-report-published', () => matter.reportsInput());
    onlyUnmet(matter, 'input-report-published', () => matter.reportsInput({ publishedOn: '2025-04-11' }));
    matter.reportsInput({ publishedOn: '2025-04-10' });
    expect(matter.met).toContain('input-report-published');
  });

  it('requests for a hearing are answered', () => {
    const matter = gathered(township().under({ hearingRequestsAnswered: true }, 'GD303-014'));
    onlyUnmet(matter, 'hearing-requests-answered', () => matter.reportsInput());
    onlyUnmet(matter, 'hearing-requests-answered', () => matter.reportsInput(some(0)));
    matter.reportsInput(some(1));
    expect(matter.met).toContain('hearing-requests-answered');
  });

  it('a hearing where most object, where the law says so', () => {
    const matter = gathered(township().under({ hearingIfMajorityObjects: true }, 'SPEC-LAND-028', 'binding'));
    onlyUnmet(matter, 'hearing-where-most-object', () => matter.reportsInput());
    onlyUnmet(matter, 'hearing-where-most-object', () => matter.reportsInput({ objecting: 7 }));
    matter.reportsInput({ objecting: 6 });
    expect(matter.met).toContain('hearing-where-most-object');
  });

  it('a hearing that the matter requires', () => {
    const matter = gathered(township().under({ hearingRequired: true }, 'SPEC-PRICE-023', 'binding'));
    expect(onlyUnmet(matter, 'hearing-where-required', () => matter.reportsInput())).toMatchObject({
      rules: ['D713-016-e', 'SPEC-PRICE-023'],
      strength: 'binding',
    });
  });

  it('what was said at the hearing is followed up where a place asks for it', () => {
    const matter = held(5);
    onlyUnmet(matter, 'hearing-report-made', () =>
      matter.reportsInput({ ...papers, hearingReport: undefined }),
    );
    onlyUnmet(matter, 'hearing-opposition-argued', () =>
      matter.reportsInput({ ...papers, furtherArgument: undefined }),
    );
    onlyUnmet(matter, 'hearing-feedback-given', () =>
      matter.reportsInput({ ...papers, feedback: undefined }),
    );
    matter.reportsInput(papers);
    expect(matter.met).toEqual(
      expect.arrayContaining(['hearing-report-made', 'hearing-opposition-argued', 'hearing-feedback-given']),
    );
    expect(held(4).reportsInput({ ...papers, furtherArgument: undefined }).met).toContain(
      'hearing-opposition-argued',
    );
  });

  it('one blanket reason for all comments that were not adopted is shown, and not refused', () => {
    const matter = township().drafted().opensCall().hasComments('call-1', 3).on('2025-04-28').closesCall();
    const seen = matter.consultations.get('call-1');
    if (seen) matter.consultations.set('call-1', { ...seen, blanketReason: true });
    matter.reportsInput({ received: 3, adopted: 0, partly: 0, notAdopted: 3 });
    expect(matter.state?.context).toMatchObject({ publicInput: { blanketReason: true } });
  });
});
