import { describe, expect, it } from 'vitest';
import { days } from '../../test/china-calendar.js';
import { notNow, onlyUnmet } from '../../test/story.js';
import { MEMBERS, township, type Township } from '../../test/township.js';

const after = (matter: Township) => matter.memory.after;

/** A small matter without experts; issued. */
function small(matter: Township, touches = {}): Township {
  matter.drafted(touches).withFindings().on('2025-04-14').requestsReview().advises().on('2025-04-18');
  matter.givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] });
  matter.on('2025-04-21').submitsMeetingBundle().convenes('2025-04-24').tables().on('2025-04-24').opens();
  for (const member of MEMBERS) matter.speaks(member);
  return matter.headSpeaks().decides().asksParty('report').findsCongress('none').issues();
}
const unexplained = { explainsAdoption: false, explanation: undefined };

const from = (...contributors: string[]) => ({
  contributions: contributors.map((contributor) => ({ from: contributor, papers: 3 })),
});

describe('publication explains how views were taken up', () => {
  it('where experts were heard', () => {
    const matter = township().issued();
    expect(onlyUnmet(matter, 'adoption-explained', () => matter.publishes(unexplained))).toMatchObject({
      rules: ['D713-032-b'],
      whoCanSupply: ['office', 'proposer'],
    });
    onlyUnmet(matter, 'adoption-explained', () => matter.publishes({ explanation: undefined }));
    matter.publishes();
    expect(matter.met).toContain('adoption-explained');
  });

  it('where the matter is of wide concern, and not where it is neither', () => {
    const wide = small(township(), { wideConcern: true });
    onlyUnmet(wide, 'adoption-explained', () => wide.publishes(unexplained));
    small(township()).publishes(unexplained);
  });

  it('in some places always', () => {
    const matter = small(township().under({ adoptionPublishedWithDecision: true }, 'HEB12-032'));
    expect(onlyUnmet(matter, 'adoption-explained', () => matter.publishes(unexplained)).rules).toEqual([
      'D713-032-b',
      'HEB12-032',
    ]);
    matter.publishes();
  });
});

describe('publication', () => {
  it('is looked at beforehand by somebody of the body', () => {
    const matter = township().issued();
    const unmet = onlyUnmet(matter, 'reviewed-before-publication', () =>
      matter.publishes({ reviewedBy: undefined }),
    );
    expect(unmet.rules).toEqual(['DISC-017']);
    onlyUnmet(matter, 'reviewed-before-publication', () => matter.publishes({ reviewedBy: 'nobody' }));
    matter.publishes();
    expect(matter.met).toContain('reviewed-before-publication');
    notNow(matter, () => matter.publishes());
  });

  it('within twenty working days is in time; later it is recorded, as late', () => {
    const last = days.workingDaysAfter('2025-04-24', 20).date;
    expect(last).toBe('2025-05-26');
    expect(after(township().issued().on(last).publishes())).toMatchObject({
      publication: { on: last, late: false },
    });
    expect(after(township().issued().on('2025-05-27').publishes())).toMatchObject({
      publication: { on: '2025-05-27', late: true, withheld: false },
    });
  });

  it('has a shorter time where a place says so', () => {
    const matter = township().under({ publicationWorkingDays: 5 }, 'HLJ4-041').issued().on('2025-05-06');
    expect(after(matter.publishes()).publication?.late).toBe(true);
  });

  it('is withheld on a ground of law; where those concerned consent it is not', () => {
    const matter = township().issued();
    const secrets = { basis: 'privacy-or-trade-secret', thirdPartyConsents: true };
    expect(onlyUnmet(matter, 'withheld-on-a-ground', () => matter.withholds(secrets)).rules).toEqual([
      'D713-032-a',
      'DISC-015',
    ]);
    matter.withholds({ ...secrets, thirdPartyConsents: false });
    expect(matter.met).toContain('withheld-on-a-ground');
    expect(matter.value).toMatchObject({ adopted: { afterIssue: { publication: 'withheld' } } });
    expect(after(matter).publication).toMatchObject({ withheld: true });
  });
});

describe('the archive', () => {
  const BEFORE_EXECUTION = ['office', 'legality-reviewer', 'drafting-unit'];

  it('takes papers of everybody whose duty it is, where the duty is divided', () => {
    const matter = township().under({ archiveDutyDivided: true }, 'CZ4-026').issued();
    expect(onlyUnmet(matter, 'archive-contributed', () => matter.archives())).toMatchObject({
      rules: ['CZ4-026'],
      found: { zh: '尚未移交：办公机构、合法性审查机构、承办单位' },
    });
    onlyUnmet(matter, 'archive-contributed', () => matter.archives(from('office', 'drafting-unit')));
    matter.archives(from(...BEFORE_EXECUTION));
    expect(matter.met).toContain('archive-contributed');
  });

  it('takes those of the executing unit once it has reported, and late ones too', () => {
    const matter = township().under({ archiveDutyDivided: true }, 'CZ4-026').underExecution();
    matter.archives(from(...BEFORE_EXECUTION)).reportsExecution();
    onlyUnmet(matter, 'archive-contributed', () => matter.archives(from(...BEFORE_EXECUTION)));
    matter.archives(from(...BEFORE_EXECUTION, 'executing-unit'));
    expect(matter.value).toMatchObject({ adopted: { afterIssue: { archive: 'archived' } } });
  });

  it('asks for nothing of the kind elsewhere', () => {
    expect(township().issued().archives().value).toMatchObject({
      adopted: { afterIssue: { archive: 'archived' } },
    });
  });
});
