import { describe, expect, it } from 'vitest';
import { township } from '../../../test/township.js';
import { shownFrom } from '../../../test/shown-decision.js';
import type { PaperDue } from './decision-shown.js';

const issued = () => township().adopted().asksParty('report').findsCongress('none').issues();
const archived = () => issued().publishes().archives();
const stands = (due: readonly PaperDue[]) => Object.fromEntries(due.map(({ id, is }) => [id, is]));

describe('The certificate of completeness', () => {
  it('names every paper of article 29 with its digest and the event that brought it', () => {
    const { bundle, submittedBy } = shownFrom(archived()).completeness;
    expect(submittedBy?.title.zh).toBe('提交上会材料');
    const found = stands(bundle);
    expect(found).toMatchObject({
      draft: 'there',
      'draft-explanation': 'there',
      'legality-opinion': 'there',
    });
    expect(found['fair-competition-review']).toBe('there');
    for (const { is, papers, event } of bundle.filter((one) => one.is === 'there')) {
      expect(is).toBe('there');
      expect(papers[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(event?.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    expect(bundle.every(({ is }) => is !== 'missing' && is !== 'not-yet')).toBe(true);
  });

  it('shows a step that fell away with its finding, and never as there', () => {
    const { completeness, steps } = shownFrom(township().drafted().withFindings());
    expect(steps.filter(({ status }) => status === 'exempted').map(({ id }) => id)).toEqual([
      'expert-review',
      'risk-assessment',
    ]);
    const exempted = [...completeness.bundle, ...completeness.archive].filter(({ is }) => is === 'exempted');
    expect(exempted.map(({ id }) => id)).toEqual(['expert-report', 'risk-report', 'experts', 'risk']);
    for (const { papers, event, because } of exempted) {
      expect(papers).toEqual([]);
      expect(event?.title.zh).toBe('认定某一程序是否适用');
      expect(because?.zh).toContain('条');
    }
  });

  it('calls nothing missing that is not due yet', () => {
    const { bundle, archive, archivedBy, missing } = shownFrom(township().proposes().screens()).completeness;
    expect(missing).toBe(0);
    expect(archivedBy).toBeUndefined();
    expect(stands(bundle)['legality-opinion']).toBe('not-yet');
    expect(stands(archive)).toMatchObject({ proposal: 'there', issue: 'not-yet', inventory: 'not-yet' });
  });

  it('calls a paper missing whose bytes are gone, though the record names it', () => {
    const whole = shownFrom(archived());
    const opinion =
      whole.completeness.bundle.find(({ id }) => id === 'legality-opinion')?.papers[0]?.sha256 ?? '';
    const { bundle, missing } = shownFrom(archived(), { gone: [opinion] }).completeness;
    expect(stands(bundle)['legality-opinion']).toBe('missing');
    expect(missing).toBeGreaterThan(whole.completeness.missing);
  });

  it('tells the grade of what it rests on', () => {
    const { archive } = shownFrom(archived()).completeness;
    expect(archive.find(({ id }) => id === 'issue')?.grade).toMatchObject({
      unsigned: true,
      is: 'account-only',
    });
  });
});
