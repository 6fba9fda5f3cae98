/** What the law, and we, ask of a yearly catalogue before it is published or changed. */
import { aboutPayload, countedFrom, met, unmet, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
import { catalogueActs, type Adjusted, type Catalogue, type Drafted } from './catalogue.js';

const CONSENT = quoted(catalogueActs.CatalogueConsented.title);

/** Otherwise one body would have two catalogues of one year, and a decision would look into the wrong one. */
const catalogueOfBodyAndYear = aboutPayload<Drafted, Catalogue>({
  id: 'catalogue-of-body-and-year',
  rules: [],
  strength: 'house',
  title: { zh: '一个机关每年一个目录', en: 'One catalogue for each body and year' },
  fields: ['body', 'year'],
  test: (_, { subject, payload: { body, year } }) =>
    subject === `catalogue/${body}-${year}`
      ? met
      : unmet({
          found: {
            zh: '目录编号与机关、年度不一致',
            en: "the catalogue's name is not that of its body and year",
          },
          needed: { zh: '以机关和年度编号的目录', en: 'the catalogue named after this body and year' },
          remedy: { zh: '核对机关和年度。', en: 'Check the body and the year.' },
          whoCanSupply: ['office'],
        }),
});

/** Numbers that come more than once. */
const twiceIn = (numbers: readonly number[]): readonly number[] => [
  ...new Set(numbers.filter((one, i) => numbers.indexOf(one) !== i)),
];
const listed = (numbers: readonly number[]) => ({ zh: numbers.join('、'), en: numbers.join(', ') });

const itemNumbersUnique = aboutPayload<Drafted, Catalogue>({
  id: 'item-numbers-unique',
  rules: [],
  strength: 'house',
  title: { zh: '目录序号不重复', en: 'Every item has a number of its own' },
  fields: ['items'],
  test: (_, { payload }) => {
    const twice = twiceIn(payload.items.map(({ number }) => number));
    if (twice.length === 0) return met;
    return unmet({
      found: { zh: `序号重复：${listed(twice).zh}`, en: `given more than once: ${listed(twice).en}` },
      needed: { zh: '每个事项一个序号', en: 'one number for each item' },
      remedy: { zh: '更正重复的序号。', en: 'Give each item its own number.' },
      whoCanSupply: ['office'],
    });
  },
});

const consentBeforePublication: Requirement<Catalogue> = {
  id: 'consent-before-publication',
  rules: ['D713-003-d'],
  strength: 'binding',
  title: { zh: '公布前经同级党委同意', en: 'The Party committee consents before publication' },
  test: ({ consentedOn }, act) => {
    if (consentedOn !== null && consentedOn <= countedFrom(act)) return met;
    const needed = {
      zh: '同级党委在公布之前作出的同意',
      en: 'the consent of the Party committee of the same level, before publication',
    };
    if (consentedOn !== null)
      return unmet({
        found: {
          zh: `公布日期 ${countedFrom(act)} 早于同意日期 ${consentedOn}`,
          en: `published on ${countedFrom(act)}, before the consent of ${consentedOn}`,
        },
        needed,
        remedy: {
          zh: `实际同意日期较早的，再次办理${CONSENT.zh}，附注明当日日期的佐证材料。`,
          en: `If the consent is older, add ${CONSENT.en} again with a dated source.`,
        },
        earliestOn: consentedOn,
        whoCanSupply: ['party-office', 'office'],
      });
    return unmet({
      found: {
        zh: '目录（现有内容）尚未经同级党委同意',
        en: 'the Party committee has not consented to the catalogue as it stands',
      },
      needed,
      remedy: { zh: `先办理${CONSENT.zh}，附同意文件。`, en: `Add ${CONSENT.en} first, with its document.` },
      whoCanSupply: ['party-office', 'office'],
    });
  },
};

const adjustmentConsented = aboutPayload<Adjusted, Catalogue>({
  id: 'adjustment-consented',
  rules: ['D713-003-d', 'D713-003-e'],
  strength: 'binding',
  title: { zh: '调整已公布的目录经同级党委同意', en: 'The Party committee consents to an adjustment' },
  fields: ['consent'],
  test: ({ status }, { payload }) =>
    status !== 'published' || payload.consent !== undefined
      ? met
      : unmet({
          found: { zh: '没有同级党委同意调整的文件', en: 'no document of the consent to this adjustment' },
          needed: {
            zh: '同级党委同意调整的文件',
            en: 'the document by which the Party committee consents to the adjustment',
          },
          remedy: { zh: '报同级党委同意后，附同意文件。', en: 'Obtain the consent and add its document.' },
          whoCanSupply: ['party-office', 'office'],
        }),
});

const itemNumbersNeverReused = aboutPayload<Adjusted, Catalogue>({
  id: 'item-numbers-never-reused',
  rules: [],
  strength: 'house',
  title: { zh: '新增事项使用新的序号', en: 'An added item has a new number' },
  fields: ['added'],
  test: ({ items, removed }, { payload }) => {
    const added = payload.added.map(({ number }) => number);
    const taken = [...items.map(({ number }) => number), ...removed];
    const used = [...new Set([...added.filter((one) => taken.includes(one)), ...twiceIn(added)])];
    if (used.length === 0) return met;
    return unmet({
      found: { zh: `序号已用过：${listed(used).zh}`, en: `used already: ${listed(used).en}` },
      needed: {
        zh: '从未用过的序号，删去的事项的序号也不再使用',
        en: 'numbers that no item has or had; those of removed items are not used again',
      },
      remedy: { zh: '为新增事项另编序号。', en: 'Give the added items other numbers.' },
      whoCanSupply: ['office'],
    });
  },
});

const adjustedItemsExist = aboutPayload<Adjusted, Catalogue>({
  id: 'adjusted-items-exist',
  rules: [],
  strength: 'house',
  title: { zh: '变更、删去的事项在目录中', en: 'What is changed or removed stands in the catalogue' },
  fields: ['changed', 'removed'],
  test: ({ items }, { payload: { changed, removed } }) => {
    const named = [...changed.map(({ number }) => number), ...removed];
    const strangers = named.filter((one) => !items.some(({ number }) => number === one));
    const wrong = [...new Set([...strangers, ...twiceIn(named)])];
    if (wrong.length === 0) return met;
    return unmet({
      found: {
        zh: `目录中没有，或者重复列出：${listed(wrong).zh}`,
        en: `not in the catalogue, or named more than once: ${listed(wrong).en}`,
      },
      needed: { zh: '目录中现有事项的序号，各列一次', en: 'numbers of items that stand in it, each once' },
      remedy: { zh: '核对序号。', en: 'Check the numbers.' },
      whoCanSupply: ['office'],
    });
  },
});

export const catalogueRequirements: readonly Requirement<Catalogue>[] = [
  catalogueOfBodyAndYear,
  itemNumbersUnique,
  consentBeforePublication,
  adjustmentConsented,
  itemNumbersNeverReused,
  adjustedItemsExist,
];
