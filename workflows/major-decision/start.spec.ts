import { describe, expect, it } from 'vitest';
import { BODY, UNITS } from '../../test/cast.js';
import { notNow, onlyUnmet, paper } from '../../test/story.js';
import { township } from '../../test/township.js';
import type { CatalogueFacts, DecisionFacts } from '../other-subjects.js';

const running: DecisionFacts = {
  position: 3,
  body: BODY,
  arisesFrom: null,
  effective: false,
  settled: false,
};
const catalogue: CatalogueFacts = {
  catalogue: 'hengxi-2025',
  position: 2,
  body: BODY,
  year: 2025,
  status: 'published',
  items: [1, 2],
};

const studied = () => township().proposes().screens().studies();

const proposed = () => township().proposes({ proposedBy: 'leader' }).screens();

describe('who proposes, and how each kind of proposal is studied', () => {
  it('a department or a lower government states necessity and feasibility', () => {
    for (const proposedBy of ['department', 'lower-government'])
      for (const left of ['necessity', 'feasibility']) {
        const matter = township();
        const tries = () => matter.proposes({ proposedBy, [left]: undefined });
        expect(onlyUnmet(matter, 'proposal-complete', tries).rules).toEqual(['D713-010-b']);
        matter.proposes({ proposedBy });
        expect(matter.met).toContain('proposal-complete');
      }
    expect(township().proposes({ proposedBy: 'leader', necessity: undefined }).value).toBe('proposed');
  });

  it('citizens and deputies propose in writing', () => {
    for (const proposedBy of ['citizens', 'deputies']) {
      const matter = township();
      expect(onlyUnmet(matter, 'proposal-in-writing', () => matter.proposes({ proposedBy })).rules).toEqual([
        'D713-010-c',
      ]);
      matter.proposes({ proposedBy, document: paper('letter') });
      expect(matter.met).toContain('proposal-in-writing');
    }
  });

  it('what leaders, citizens and deputies propose is assigned to a unit, and that unit studies it', () => {
    for (const proposedBy of ['leader', 'citizens', 'deputies']) {
      const matter = township()
        .proposes({ proposedBy, document: paper('letter') })
        .screens();
      expect(onlyUnmet(matter, 'studied-by-unit-assigned', () => matter.studies())).toMatchObject({
        rules: ['D713-010-c', 'D713-010-d'],
        whoCanSupply: ['office', 'proposer'],
      });
      matter.assignsStudy(UNITS.helping);
      onlyUnmet(matter, 'studied-by-unit-assigned', () => matter.studies({}, { by: 'proposer' }));
      matter.studies({}, { by: 'drafting-reviewer', role: 'proposer' });
      expect(matter.value).toBe('studied');
    }
  });

  it('a matter that arises from another names one of this body', () => {
    const matter = township();
    const arises = () => matter.proposes({ arisesFrom: { decision: 'old', as: 'again' } });
    onlyUnmet(matter, 'origin-exists', arises);
    matter.decisions.set('old', { ...running, body: 'elsewhere' });
    onlyUnmet(matter, 'origin-exists', arises);
    matter.decisions.set('old', running);
    arises();
    expect(matter.state?.context).toMatchObject({ arisesFrom: { decision: 'old', as: 'again' } });
  });
});

describe('screening', () => {
  it('an emergency states its facts and who declared it, and is reported to the next meeting', () => {
    const matter = township().proposes();
    const emergency = (change: Record<string, string>) =>
      matter.screens({
        result: 'excluded',
        kind: undefined,
        exclusion: 'emergency',
        legalBasis: '突发事件应对法',
        ...change,
      });
    expect(onlyUnmet(matter, 'emergency-declared', () => emergency({ facts: '山洪' })).rules).toEqual([
      'D713-003-c',
    ]);
    onlyUnmet(matter, 'emergency-declared', () => emergency({ declaredBy: '镇长' }));
    emergency({ facts: '山洪', declaredBy: '镇长' });
    expect(matter.met).toContain('emergency-declared');
    matter.on('2025-04-02').reportsEmergency();
    expect(matter.value).toBe('screenedOut');
  });

  it('an exclusion names which of the three it is', () => {
    const matter = township().proposes();
    const excludes = (exclusion?: string) =>
      matter.screens({ result: 'excluded', kind: undefined, legalBasis: '条例第三条', exclusion });
    onlyUnmet(matter, 'exclusion-grounded', () => excludes());
    excludes('macro-control');
    expect(matter.value).toBe('screenedOut');
  });

  it('the rules of a special field are known here', () => {
    const matter = township().proposes();
    const unknown = { facts: { ruleSet: undefined } };
    onlyUnmet(matter, 'matters-known', () => matter.screens({ matters: ['moon-bases'] }, unknown));
    matter.screens({ matters: ['spatial-plan'] });
    expect(matter.state?.context).toMatchObject({ matters: ['spatial-plan'] });
  });

  it('an item of the catalogue stands in it', () => {
    const matter = township().proposes();
    onlyUnmet(matter, 'catalogue-item-exists', () => matter.screens({ catalogueItem: 1 }));
    matter.catalogue = catalogue;
    onlyUnmet(matter, 'catalogue-item-exists', () => matter.screens({ catalogueItem: 3 }));
    matter.screens({ catalogueItem: 2 });
    expect(matter.met).toContain('catalogue-item-exists');
  });
});

describe('the start under local rules', () => {
  it('fixes a date of completion', () => {
    const matter = studied().under({ completionDateAtStart: true }, 'SH35-011');
    expect(onlyUnmet(matter, 'completion-date-fixed', () => matter.starts())).toMatchObject({
      rules: ['SH35-011'],
      strength: 'local-option',
    });
    onlyUnmet(matter, 'completion-date-fixed', () => matter.starts({ completionBy: matter.today }));
    matter.starts({ completionBy: '2025-12-31' });
    expect(matter.met).toContain('completion-date-fixed');
  });

  it('a leader’s proposal has passed through the office', () => {
    const past = proposed().assignsStudy(UNITS.lead, { by: 'head' }).studies();
    past.under({ leaderProposalsThroughOffice: true }, 'FJ251-004-a');
    expect(onlyUnmet(past, 'leader-proposal-through-office', () => past.starts()).rules).toEqual([
      'FJ251-004-a',
    ]);
    const through = proposed().assignsStudy(UNITS.lead, { by: 'clerk' }).studies();
    through.under({ leaderProposalsThroughOffice: true }).starts();
    expect(through.met).toContain('leader-proposal-through-office');
  });

  it('a mandatory catalogue is published', () => {
    const matter = studied().under({ catalogueMandatory: true }, 'HLJ4-003');
    onlyUnmet(matter, 'catalogue-published', () => matter.starts());
    matter.catalogue = { ...catalogue, status: 'consented' };
    onlyUnmet(matter, 'catalogue-published', () => matter.starts());
    matter.catalogue = catalogue;
    matter.starts();
    expect(matter.met).toContain('catalogue-published');
  });

  it('a joint decision names the other bodies', () => {
    const matter = studied();
    onlyUnmet(matter, 'joint-bodies-are-others', () => matter.starts({ jointBodies: [BODY] }));
    onlyUnmet(matter, 'joint-bodies-are-others', () => matter.starts({ jointBodies: ['a', 'a'] }));
    matter.starts({ jointBodies: ['neighbours'] });
    expect(matter.state?.context).toMatchObject({ jointBodies: ['neighbours'] });
  });
});

describe('units and matters that change', () => {
  it('another lead is named by the deciding body', () => {
    const matter = township().drafted();
    onlyUnmet(matter, 'one-lead-unit', () => matter.reassigns({ leadUnit: UNITS.police }));
    onlyUnmet(matter, 'deciding-body-starts', () => matter.reassigns({}, { by: 'clerk' }));
    matter.reassigns();
    expect(matter.state?.context).toMatchObject({ leadUnit: UNITS.helping, units: [UNITS.helping] });
  });

  it('a matter is merged into another one of this body that is still running', () => {
    const matter = township().drafted();
    onlyUnmet(matter, 'merged-into-running-matter', () => matter.mergesInto('other'));
    for (const over of [{ settled: true }, { effective: true }, { body: 'elsewhere' }]) {
      matter.decisions.set('other', { ...running, ...over });
      onlyUnmet(matter, 'merged-into-running-matter', () => matter.mergesInto('other'));
    }
    matter.decisions.set('other', running).set('story', running);
    onlyUnmet(matter, 'merged-into-running-matter', () => matter.mergesInto('story'));
    expect(matter.mergesInto('other').value).toBe('merged');
    notNow(matter, () => matter.drafts());
  });

  it('a matter is split into parts that have been proposed as parts of it', () => {
    const matter = township().drafted();
    matter.decisions
      .set('one', running)
      .set('two', { ...running, arisesFrom: { decision: 'story', as: 'part' } });
    onlyUnmet(matter, 'parts-are-proposed', () => matter.splitsInto(['one', 'two']));
    matter.decisions.set('one', { ...running, arisesFrom: { decision: 'story', as: 'part' } });
    expect(matter.splitsInto(['one', 'two']).value).toBe('split');
  });
});
