import { describe, expect, it } from 'vitest';
import { UNITS } from '../../test/cast.js';
import { notNow, onlyUnmet, paper } from '../../test/story.js';
import { MEMBERS, township, type Township } from '../../test/township.js';

const after = (matter: Township) => matter.memory.after;
const execution = (matter: Township) =>
  (matter.value as { adopted: { afterIssue: { execution: string } } }).adopted.afterIssue.execution;

describe('execution', () => {
  it('goes its own way beside publication, archive and evaluation', () => {
    const matter = township().issued();
    notNow(matter, () => matter.reportsExecution());
    notNow(matter, () => matter.inspectsExecution());
    matter
      .assignsExecution()
      .reportsExecution()
      .archives()
      .publishes()
      .reportsExecution()
      .inspectsExecution();
    expect(matter.value).toEqual({
      adopted: {
        afterIssue: {
          publication: 'published',
          archive: 'archived',
          execution: 'underWay',
          evaluation: 'none',
        },
      },
    });
    expect(matter.replayed()).toBe(matter.hash);
  });

  it('is reported by somebody of an executing unit', () => {
    const matter = township().underExecution();
    const police = { role: 'executor' as const, unit: UNITS.police, body: 'hengxi' };
    matter.persons.set('sergeant', { person: 'sergeant', position: 0, standing: 'good', grants: [police] });
    const reports = () => matter.reportsExecution({}, { by: 'sergeant' });
    expect(onlyUnmet(matter, 'reported-by-executing-unit', reports)).toMatchObject({
      rules: ['D713-034-b'],
      needed: { zh: expect.stringContaining(`{unit:${UNITS.helping}}`) },
    });
    matter.assignsExecution({ units: [UNITS.police] });
    reports();
    expect(matter.met).toContain('reported-by-executing-unit');
    onlyUnmet(matter, 'reported-by-executing-unit', () => matter.reportsExecution());
  });

  it('is reported from paper for somebody of an executing unit', () => {
    const matter = township().underExecution();
    const letter = paper('signed-report')['sha256'] as string;
    const instrument = {
      digest: letter,
      pages: 2,
      signedOn: '2025-04-24',
      sealed: true,
      certifiedBy: 'clerk',
    };
    matter.reportsExecution({}, { by: 'clerk', role: 'office', onBehalfOf: 'executor', instrument });
    expect(after(matter).reports).toBe(1);
    matter.assignsExecution({ units: [UNITS.police] });
    onlyUnmet(matter, 'reported-by-executing-unit', () =>
      matter.reportsExecution({}, { by: 'clerk', role: 'office', onBehalfOf: 'executor', instrument }),
    );
  });

  it('makes tasks of the measures of the risk report, and knows what is done', () => {
    const matter = township().underExecution();
    const [measure] = matter.memory.risk?.measures ?? [];
    expect(after(matter).tasks).toEqual([{ ...measure, done: false }]);
    expect(
      onlyUnmet(matter, 'measures-exist', () => matter.reportsExecution({ measuresDone: [1] })),
    ).toMatchObject({
      found: { zh: '报告了第 2 项措施' },
      strength: 'house',
    });
    matter.reportsExecution({ measuresDone: [0] });
    expect(after(matter).tasks).toEqual([{ ...measure, done: true }]);
    matter.assignsExecution({ units: [UNITS.police] });
    expect(after(matter)).toMatchObject({ units: [UNITS.police], tasks: [{ done: true }] });
  });

  it('is assigned and inspected by the body alone', () => {
    const matter = township().issued();
    onlyUnmet(matter, 'competent', () => matter.assignsExecution({}, { by: 'executor' }));
    matter.assignsExecution();
    onlyUnmet(matter, 'competent', () => matter.inspectsExecution({ by: 'executor' }));
    expect(execution(matter.inspectsExecution({ by: 'head' }))).toBe('underWay');
    expect(after(matter).inspections).toBe(1);
  });
});

describe('what people write in about it', () => {
  it('is received from anybody, by letter too, and counted', () => {
    const matter = township().issued();
    matter
      .writesIn()
      .writesIn(
        { channel: 'letter', letter: { sha256: paper('letter')['sha256'] as string } },
        { by: 'clerk' },
      );
    expect(after(matter).opinions).toEqual({ received: 2, answered: 0 });
    notNow(township().adopted(), () => township().adopted().writesIn());
  });

  it('stays out of the public part of the ledger: words, name and contact', () => {
    const matter = township().issued();
    const said = { about: 'execution', channel: 'online', words: '太吵', name: '王某', contact: '电话' };
    expect(matter.clear('ExecutionOpinionReceived', said)).toEqual({ about: 'execution', channel: 'online' });
  });

  it('is answered, each once', () => {
    const matter = township().issued();
    expect(onlyUnmet(matter, 'opinion-awaits-answer', () => matter.answersOpinion())).toMatchObject({
      strength: 'house',
    });
    matter.writesIn().answersOpinion();
    expect(matter.met).toContain('opinion-awaits-answer');
    expect(after(matter).opinions).toEqual({ received: 1, answered: 1 });
    onlyUnmet(matter, 'opinion-awaits-answer', () => matter.answersOpinion());
  });

  it('is still there when the decision is taken again', () => {
    const matter = township().issued().writesIn();
    matter.correction = {
      version: 5,
      type: 'OutcomeDecided',
      known: true,
      step: 'collective-decision',
      unmet: ['head-speaks-last'],
    };
    matter.corrects({ reopens: 'collective-decision' });
    expect(after(matter)).toMatchObject({ opinions: { received: 1 }, units: [], publication: null });
  });
});

describe('legal advice on the execution', () => {
  it('is given after the issue, while it is suspended and after its end, and not before', () => {
    const before = township().adopted();
    notNow(before, () => before.advisesOnExecution());
    const matter = township().issued().advisesOnExecution({ about: 'execution' });
    matter.assignsExecution().suspends().advisesOnExecution().resumes().reportsExecution();
    matter
      .reportsExecution({ measuresDone: [0] })
      .ends()
      .advisesOnExecution({ about: 'ending' });
    const given = matter.history.filter(({ type }) => type === 'ExecutionAdviceGiven');
    expect(after(matter).adviceUnanswered).toEqual(given.map(({ data }) => data.version));
    expect(given).toHaveLength(3);
    expect(matter.replayed()).toBe(matter.hash);
  });

  it('is given by counsel, who did not draft', () => {
    const matter = township().issued();
    onlyUnmet(matter, 'competent', () => matter.advisesOnExecution({}, { by: 'executor' }));
    const again = township()
      .drafted()
      .drafts({ drafters: ['counsel'] })
      .withSteps();
    again.on('2025-04-14').requestsReview().on('2025-04-18');
    again.givesOpinion('lawful', { noCounselBecause: '唯一的法律顾问参与了起草' });
    again.submitsMeetingBundle().convenes('2025-04-24').tables().on('2025-04-24').opens().judgesRisk(true);
    for (const member of MEMBERS) again.speaks(member);
    again.headSpeaks().decides().asksParty('report').findsCongress('none').issues();
    onlyUnmet(again, 'counsel-did-not-draft', () => again.advisesOnExecution());
  });

  it('is answered by a unit that carries it out or is responsible, each once', () => {
    const matter = township().underExecution();
    expect(onlyUnmet(matter, 'advice-awaits-answer', () => matter.answersAdvice())).toMatchObject({
      strength: 'house',
    });
    matter.advisesOnExecution().answersAdvice();
    expect(matter.met).toContain('advice-awaits-answer');
    expect(after(matter).adviceUnanswered).toEqual([]);
    onlyUnmet(matter, 'advice-awaits-answer', () => matter.answersAdvice());

    const police = { role: 'executor' as const, unit: UNITS.police, body: 'hengxi' };
    matter.persons.set('sergeant', { person: 'sergeant', position: 0, standing: 'good', grants: [police] });
    const answers = () =>
      matter.answersAdvice({ result: 'not-adopted', answer: '险情已经解除' }, { by: 'sergeant' });
    matter.advisesOnExecution();
    expect(onlyUnmet(matter, 'advice-answered-by-unit-concerned', answers)).toMatchObject({
      needed: { zh: expect.stringContaining(`{unit:${UNITS.helping}}`) },
    });
    matter.answersAdvice({}, { by: 'proposer' });
    matter.assignsExecution({ units: [UNITS.police] }).advisesOnExecution();
    answers();
    expect(matter.met).toContain('advice-answered-by-unit-concerned');
  });

  it('is not kept in mind without end', () => {
    const matter = township().issued();
    for (let given = 0; given < 100; given += 1) matter.advisesOnExecution();
    onlyUnmet(matter, 'lists-stay-short', () => matter.advisesOnExecution());
    const [first] = after(matter).adviceUnanswered;
    matter.answersAdvice({ advice: first }, { by: 'proposer' }).advisesOnExecution();
  });

  it('still stands when the decision is taken again', () => {
    const matter = township().issued().advisesOnExecution();
    const given = matter.history.length - 1;
    matter.correction = {
      version: 5,
      type: 'OutcomeDecided',
      known: true,
      step: 'collective-decision',
      unmet: ['head-speaks-last'],
    };
    matter.corrects({ reopens: 'collective-decision' });
    expect(after(matter)).toMatchObject({ adviceUnanswered: [given], units: [] });
  });
});
