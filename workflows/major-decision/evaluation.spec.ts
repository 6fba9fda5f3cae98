import { describe, expect, it } from 'vitest';
import { BODY, UNITS } from '../../test/cast.js';
import { Misfits, notNow, onlyUnmet } from '../../test/story.js';
import { township } from '../../test/township.js';

const unit = UNITS.evaluation;

describe('evaluation afterwards', () => {
  it('may be ordered on each of the three grounds, more than once', () => {
    const matter = township().issued();
    notNow(matter, () => matter.evaluates());
    for (const ground of ['poor-effect', 'many-opinions', 'body-finds-necessary'])
      matter.ordersEvaluation({ ground }).evaluates();
    expect(() => matter.ordersEvaluation({ ground: 'for-fun' })).toThrow(Misfits);
    expect(matter.state?.context).toMatchObject({ after: { evaluations: 3 } });
    expect(matter.value).toMatchObject({ adopted: { afterIssue: { evaluation: 'none' } } });
    notNow(township().adopted(), () => township().adopted().ordersEvaluation());
  });

  it('is not for whoever assessed before: neither the unit nor the person', () => {
    const matter = township().issued();
    const asks = (evaluator: { unit: string; person?: string }) => () =>
      matter.ordersEvaluation({ evaluator });
    expect(onlyUnmet(matter, 'evaluator-independent', asks({ unit: 'assessment-centre' }))).toMatchObject({
      rules: ['D713-036-a'],
      found: { zh: expect.stringContaining('{unit:assessment-centre}') },
    });
    onlyUnmet(matter, 'evaluator-independent', asks({ unit, person: 'assessor' }));
    onlyUnmet(matter, 'evaluator-independent', asks({ unit, person: 'professor' }));
    asks({ unit, person: 'engineer' })();
    expect(matter.met).toContain('evaluator-independent');
  });

  it('is asked again of whoever reports', () => {
    const matter = township().issued().ordersEvaluation();
    const grants = [{ role: 'evaluator' as const, unit, body: BODY }];
    matter.persons.set('professor', { person: 'professor', position: 0, standing: 'good', grants });
    const evaluates = () => matter.evaluates({}, { by: 'professor' });
    expect(onlyUnmet(matter, 'evaluated-independently', evaluates).rules).toEqual(['D713-036-a']);
    matter.evaluates({}, { by: 'evaluator' });
    expect(matter.met).toContain('evaluated-independently');
  });

  it('is reported by the unit that was asked, and by the person where one was named', () => {
    const matter = township()
      .issued()
      .ordersEvaluation({ evaluator: { unit: 'another-centre' } });
    expect(onlyUnmet(matter, 'evaluated-by-whom-ordered', () => matter.evaluates())).toMatchObject({
      strength: 'house',
    });
    matter.ordersEvaluation({ evaluator: { unit, person: 'another' } });
    onlyUnmet(matter, 'evaluated-by-whom-ordered', () => matter.evaluates());
    matter.ordersEvaluation({ evaluator: { unit, person: 'evaluator' } }).evaluates();
    expect(matter.met).toContain('evaluated-by-whom-ordered');
  });

  it('hears the public and says how; or says why it did not', () => {
    const matter = township().issued().ordersEvaluation();
    const silent = () => matter.evaluates({ hearing: undefined });
    expect(onlyUnmet(matter, 'evaluation-heard-the-public', silent).rules).toEqual(['D713-036-c']);
    onlyUnmet(matter, 'evaluation-heard-the-public', () =>
      matter.evaluates({ publicHeard: false, hearing: undefined }),
    );
    matter.evaluates({ publicHeard: false, hearing: '仅涉及内部流程' });
    expect(matter.met).toContain('evaluation-heard-the-public');
  });
});
