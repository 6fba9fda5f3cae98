import { z } from 'zod';

const words = z.strictObject({ zh: z.string(), en: z.string() });
type Words = z.infer<typeof words>;

/** What the Personal Information Protection Law (articles 17 and 35) has told before anything is collected. */
export const privacyNotice = z.strictObject({
  /** Who handles it: the deciding body. How it is reached stands in the notice of the call (`howToComment`). */
  handler: z.strictObject({ id: z.string(), name: z.string() }),
  purpose: words,
  fields: z.array(
    z.strictObject({ field: z.enum(['text', 'name', 'contact']), needed: z.boolean(), why: words }),
  ),
  retention: words,
  publication: words,
  rights: words,
  law: z.array(z.string()),
});

const FIELDS: z.infer<typeof privacyNotice>['fields'] = [
  {
    field: 'text',
    needed: true,
    why: {
      zh: '意见本身。请不要写入他人的个人信息。',
      en: 'The comment itself. Please leave other people’s personal data out of it.',
    },
  },
  {
    field: 'name',
    needed: false,
    why: { zh: '愿意署名的，便于答复；可以不填。', en: 'For whoever wishes to be named; may be left out.' },
  },
  {
    field: 'contact',
    needed: false,
    why: {
      zh: '需要进一步了解情况时联系您；可以不填，凭回执编号同样能查办理结果。',
      en: 'To ask you for more; may be left out: the receipt code tells what became of the comment either way.',
    },
  },
];

const PURPOSE: Words = {
  zh: '听取社会公众对本决策草案的意见，逐条研究并记录采纳情况（《重大行政决策程序暂行条例》第十四条至第十八条）。不作他用。',
  en: 'To hear the public on this draft, and to record what became of each comment (Decree 713, articles 14 to 18). For nothing else.',
};
const RETENTION: Words = {
  zh: '随本决策档案保存，保管期限依本机关档案保管期限表；姓名、联系方式和意见文字可以单独删除。',
  en: 'Kept with the file of the decision, as long as the body’s retention schedule has it; name, contact and words can be erased apart from it.',
};
const PUBLICATION: Words = {
  zh: '只公布意见的数量和采纳情况。未经您单独同意，不公布姓名、联系方式；不提供给境外。',
  en: 'Only numbers and what became of comments are published. Name and contact are not, without your separate consent, and nothing leaves the country.',
};
const RIGHTS: Words = {
  zh: '凭回执编号可以查阅办理结果，可以要求删除：由两人办理，记入账本，删除后任何证明仍然成立。',
  en: 'With the receipt code you may see what became of it, and ask for erasure: done by two people and on record; every proof stays valid.',
};

/** The notice of a call of this body. */
export const privacyNoticeOf = (handler: {
  readonly id: string;
  readonly name: string;
}): z.infer<typeof privacyNotice> => ({
  handler,
  purpose: PURPOSE,
  fields: FIELDS,
  retention: RETENTION,
  publication: PUBLICATION,
  rights: RIGHTS,
  law: ['个人信息保护法第十七条', '个人信息保护法第三十五条'],
});
