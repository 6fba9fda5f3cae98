import { beforeEach, describe, expect, it } from 'vitest';
import { days } from '../../test/china-calendar.js';
import { OUR_BODY, personWith, SubjectLife } from '../../test/subject-life.js';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { catalogueFacts, catalogueProcedure } from '../../src/catalogues/catalogue-room.js';
import type { Evidence } from '../vocabulary.js';
import type { Catalogue } from './catalogue.js';

const office = personWith('clerk', ['office']);
const party = personWith('party', ['party-office']);
const neighbour = personWith('neighbour', ['office', 'party-office'], 'baita');
const checker = personWith('checker', ['auditor']);

const item = (number: number, change: object = {}) => ({
  number,
  name: `第${number}项`,
  unit: 'hengxi-culture',
  plannedBy: '2025-10-31',
  kind: 'planning',
  ...change,
});
const drafted = { body: OUR_BODY, year: 2025, items: [item(2), item(1)] };
const document = {
  kind: 'consent',
  name: '党委会议纪要',
  mediaType: 'application/pdf',
  size: 5,
  sha256: 'a'.repeat(64),
};
const consent = { ...document, sha256: 'b'.repeat(64) };
const published = { channels: ['website'] };
const adjustment = { added: [item(3)], reason: '上级新下达任务' };
const on = (date: string): { evidenced: Evidence; facts: object } => ({
  evidenced: { date, source: 'c'.repeat(64), checkedBy: 'checker' },
  facts: { persons: { checker } },
});

describe('A yearly catalogue', () => {
  let catalogue: SubjectLife<Catalogue>;
  beforeEach(() => {
    catalogue = new SubjectLife(catalogueProcedure, 'catalogue/hengxi-2025', '2025-01-06');
  });
  const afterDraft = () => catalogue.accepts(office, 'CatalogueDrafted', drafted);
  const afterConsent = () => afterDraft().accepts(party, 'CatalogueConsented', { document });
  const afterPublication = () => afterConsent().accepts(office, 'CataloguePublished', published);
  const numbers = () => catalogue.state?.items.map(({ number }) => number);

  it('is drafted, consented to, published and adjusted, and replays to the same', () => {
    afterPublication().accepts(office, 'CatalogueAdjusted', {
      added: [item(3)],
      changed: [item(1, { plannedBy: '2025-12-31' })],
      removed: [2],
      reason: '事项变化',
      consent,
    });
    expect(catalogue.state).toEqual({
      body: OUR_BODY,
      year: 2025,
      status: 'published',
      items: [
        { number: 1, unit: 'hengxi-culture', plannedBy: '2025-12-31', kind: 'planning' },
        { number: 3, unit: 'hengxi-culture', plannedBy: '2025-10-31', kind: 'planning' },
      ],
      removed: [2],
      consent: consent.sha256,
      consentedOn: '2025-01-06',
      publishedOn: '2025-01-06',
      adjustedOn: '2025-01-06',
      adjustments: 1,
    });
    expect(catalogue.replayed()).toEqual(catalogue.state);
  });

  it('keeps what its items are called, and why it was adjusted, out of what requirements read', () => {
    afterPublication().accepts(office, 'CatalogueAdjusted', { ...adjustment, consent });
    const leaves = JSON.stringify(catalogue.history);
    for (const words of ['第1项', '第3项', '上级新下达任务', '党委会议纪要'])
      expect(leaves).not.toContain(words);
  });

  it('tells decisions its status and the items that stand in it', () => {
    afterConsent();
    const loaded = { procedure: catalogueProcedure };
    expect(catalogueFacts('hengxi-2025', { version: 1, state: catalogue.state, loaded })).toEqual({
      catalogue: 'hengxi-2025',
      position: 1,
      body: OUR_BODY,
      year: 2025,
      status: 'consented',
      items: [1, 2],
    });
  });

  it('is kept by the office, and consented to by the Party office or with its document', () => {
    expect(catalogue.refuses(party, 'CatalogueDrafted', drafted)).toEqual(['competent']);
    expect(catalogue.refuses(neighbour, 'CatalogueDrafted', drafted)).toEqual(['competent']);
    afterDraft();
    expect(catalogue.refuses(neighbour, 'CatalogueConsented', { document })).toEqual(['competent']);
    catalogue.accepts(office, 'CatalogueConsented', { document });
    expect(catalogue.refuses(party, 'CataloguePublished', published)).toEqual(['competent']);
    expect(catalogue.refuses(party, 'CatalogueAdjusted', adjustment)).toEqual(['competent']);
  });

  it('is the one of its body and its year', () => {
    for (const other of [
      { ...drafted, year: 2026 },
      { ...drafted, year: 2024 },
    ])
      expect(catalogue.refuses(office, 'CatalogueDrafted', other)).toEqual(['catalogue-of-body-and-year']);
    const theirs = { ...drafted, body: 'baita' };
    expect(catalogue.refuses(neighbour, 'CatalogueDrafted', theirs)).toEqual(['catalogue-of-body-and-year']);
    afterDraft();
    expect(catalogue.refuses(office, 'CatalogueDrafted', drafted)).toEqual(['not-now']);
  });

  it('gives every item a number of its own', () => {
    const twice = { ...drafted, items: [item(1), item(2), item(1)] };
    expect(catalogue.refuses(office, 'CatalogueDrafted', twice)).toEqual(['item-numbers-unique']);
    afterDraft();
    expect(numbers()).toEqual([1, 2]);
  });

  it('has an item at least, sixty at most, each with name, unit and planned completion', () => {
    const many = Array.from({ length: 61 }, (_, i) => item(i + 1));
    const { name: _, ...nameless } = item(1);
    const { unit: __, ...nobodys } = item(1);
    const { plannedBy: ___, ...endless } = item(1);
    for (const items of [[], many, [nameless], [nobodys], [endless], [item(1, { kind: 'anything' })]])
      expect(() => catalogue.does(office, 'CatalogueDrafted', { ...drafted, items })).toThrow('does not fit');
    catalogue.accepts(office, 'CatalogueDrafted', { ...drafted, items: many.slice(1) });
  });

  it('is published after the Party committee has consented', () => {
    afterDraft();
    expect(catalogue.refuses(office, 'CataloguePublished', published)).toEqual([
      'consent-before-publication',
    ]);
    catalogue
      .accepts(party, 'CatalogueConsented', { document })
      .accepts(office, 'CataloguePublished', published);
    expect(catalogue.state).toMatchObject({ status: 'published', publishedOn: '2025-01-06' });
    for (const [type, payload] of [
      ['CatalogueConsented', { document }],
      ['CataloguePublished', published],
    ] as const)
      expect(catalogue.refuses(office, type, payload)).toEqual(['not-now']);
  });

  it('is not consented to by an adjustment: a document of consent to one does not open publication of a draft', () => {
    afterDraft().accepts(office, 'CatalogueAdjusted', { ...adjustment, consent });
    expect(catalogue.state).toMatchObject({ status: 'drafted', consent: null, consentedOn: null });
    expect(catalogue.refuses(office, 'CataloguePublished', published)).toEqual([
      'consent-before-publication',
    ]);
  });

  it('was not published before the day of the consent, whatever was recorded first', () => {
    afterConsent();
    expect(catalogue.refuses(office, 'CataloguePublished', published, on('2025-01-03'))).toEqual([
      'consent-before-publication',
    ]);
    catalogue
      .accepts(office, 'CatalogueConsented', { document }, on('2025-01-02'))
      .accepts(office, 'CataloguePublished', published, on('2025-01-03'));
    expect(catalogue.state).toMatchObject({ consentedOn: '2025-01-02', publishedOn: '2025-01-03' });
  });

  it('is adjusted, once published, with the consent of the Party committee', () => {
    afterPublication();
    expect(catalogue.refuses(office, 'CatalogueAdjusted', adjustment)).toEqual(['adjustment-consented']);
    catalogue.accepts(office, 'CatalogueAdjusted', { ...adjustment, consent });
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('is consented to as it stands: an adjustment before publication needs the consent anew', () => {
    afterConsent().accepts(office, 'CatalogueAdjusted', adjustment);
    expect(catalogue.state).toMatchObject({ status: 'drafted', consent: null, consentedOn: null });
    expect(catalogue.refuses(office, 'CataloguePublished', published)).toEqual([
      'consent-before-publication',
    ]);
    catalogue
      .accepts(party, 'CatalogueConsented', { document })
      .accepts(office, 'CatalogueAdjusted', { removed: [3], reason: '不再办理', consent })
      .accepts(office, 'CataloguePublished', published);
    expect(catalogue.state?.consent).toBe(consent.sha256);
  });

  it('never gives a number to a second item, not even that of a removed one', () => {
    afterPublication().accepts(office, 'CatalogueAdjusted', { removed: [2], reason: '不再办理', consent });
    for (const added of [[item(1)], [item(2)], [item(3), item(3)]])
      expect(catalogue.refuses(office, 'CatalogueAdjusted', { ...adjustment, added, consent })).toEqual([
        'item-numbers-never-reused',
      ]);
    catalogue.accepts(office, 'CatalogueAdjusted', { ...adjustment, consent });
    expect(numbers()).toEqual([1, 3]);
  });

  it('changes and removes what stands in it, and each item once', () => {
    afterPublication();
    const reason = '事项变化';
    const wrong: JsonObject[] = [
      { changed: [item(9)] },
      { removed: [9] },
      { removed: [1, 1] },
      { changed: [item(1)], removed: [1] },
    ];
    for (const change of wrong)
      expect(catalogue.refuses(office, 'CatalogueAdjusted', { ...change, reason, consent })).toEqual([
        'adjusted-items-exist',
      ]);
    expect(() => catalogue.does(office, 'CatalogueAdjusted', { reason, consent })).toThrow('does not fit');
    const changed = [item(1, { unit: 'hengxi-office' })];
    catalogue.accepts(office, 'CatalogueAdjusted', { changed, removed: [2], reason, consent });
    expect(catalogue.state?.items).toMatchObject([{ number: 1, unit: 'hengxi-office' }]);
  });

  it('answers whoever asks without a payload what it depends on', () => {
    afterPublication();
    const { available, standings } = catalogueProcedure.explain(catalogue.state, {
      type: 'CatalogueAdjusted',
      subject: 'catalogue/hengxi-2025',
      version: 3,
      time: '2025-01-06T02:00:00.000Z',
      date: '2025-01-06',
      actor: 'clerk',
      actorRole: 'office',
      actorUnit: 'hengxi-office',
      facts: { calendar: '', actor: office },
      days,
    });
    expect(available).toBe(true);
    expect(standings.filter(({ is }) => is === 'depends').map(({ requirement }) => requirement)).toEqual([
      'documents-present',
      'adjustment-consented',
      'item-numbers-never-reused',
      'adjusted-items-exist',
    ]);
  });
});
