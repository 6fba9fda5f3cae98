/** What the sources of `workflows/law/rules.tsv` are called in English, by how their Chinese names begin. */
const SOURCES: readonly (readonly [begins: string, english: string])[] = [
  ['国务院令第713号', 'State Council Decree 713'],
  ['福建省政府令第251号', 'Fujian Decree 251'],
  ['福建省政府令第219号', 'Fujian Decree 219'],
  ['三明市健康影响评估暂行规定', 'Sanming Provisions on Health Impact Assessment'],
  ['上海市政府令第35号', 'Shanghai Decree 35'],
  ['黑龙江省政府令第4号', 'Heilongjiang Decree 4 (2021)'],
  ['沧州市政府令', 'Cangzhou Decree 4 (2025)'],
  ['广东省政府令第303号', 'Guangdong Decree 303 on Hearings'],
  ['浙江省政府令第337号', 'Zhejiang Decree 337 (2015)'],
  ['衢州市', 'Quzhou Measures on Expert Advice (trial)'],
  ['河北省政府令', 'Hebei Decree 12 (2019)'],
  ['城乡规划法', 'Urban and Rural Planning Law'],
  ['土地管理法实施条例', 'Regulations on the Land Administration Law'],
  ['价格法', 'Price Law'],
  ['环境影响评价法', 'Environmental Impact Assessment Law'],
  ['民法典', 'Civil Code'],
  ['行政处罚法', 'Administrative Penalty Law'],
  ['行政复议法', 'Administrative Reconsideration Law'],
  ['国办年度节假日通知', 'Yearly holiday notice of the State Council; Measures on Holidays'],
  ['国办发〔2018〕37号', 'State Council General Office Document 37 (2018)'],
  ['国办发〔2018〕115号', 'State Council General Office Document 115 (2018)'],
  ['国办发〔2018〕118号', 'State Council General Office Document 118 (2018)'],
  ['地方组织法', 'Organic Law of Local People’s Governments'],
  ['地方各级人民代表大会和地方各级人民政府组织法', 'Organic Law of Local People’s Governments'],
  ['三亚市规章与行政规范性文件管理办法', 'Sanya Measures on Rules and Normative Documents'],
  ['泉政规〔2022〕3号第(四十九)项', 'Quanzhou Normative Document 3 (2022), item 49'],
  ['公平竞争审查条例实施办法', 'Implementing Measures for Fair Competition Review'],
  ['公平竞争审查条例', 'Regulations on Fair Competition Review'],
  ['三重一大制度', 'Rules on “three majors and one large” (of the Party, and local)'],
  ['翠屏区审计局', 'Cuiping Audit Office, 28 November 2024'],
  ['地方议事规则', 'Local rules of procedure'],
  ['关于进一步加强市县法治建设的意见', 'Opinions on the rule of law in cities and counties'],
  ['南通地方标准', 'Nantong local standard (March 2025)'],
  ['中办国办2016年法律顾问意见', 'Opinions on legal advisers (2016)'],
  ['律师执业一般要求', 'What is asked of lawyers in general'],
  ['政府信息公开条例', 'Regulations on Open Government Information'],
  ['档案法实施条例', 'Regulations on the Archives Law'],
  ['档案法', 'Archives Law'],
  ['DB35/T 1916-2020', 'DB35/T 1916-2020'],
  ['电子签名法', 'Electronic Signature Law'],
  ['个人信息保护法', 'Personal Information Protection Law'],
  ['网络安全法', 'Cybersecurity Law (2016)'],
  ['GB/T 22239-2019三级', 'GB/T 22239-2019, level 3'],
  ['商用密码管理条例', 'Regulations on Commercial Cryptography'],
  ['保守国家秘密法', 'Law on Guarding State Secrets'],
  [
    '法治政府建设与责任落实督察工作规定',
    'Provisions on inspecting the building of law-based government (2019)',
  ],
  ['推导（防倒签）', 'Derived, against backdating'],
  ['推导（墨玉、深圳案例）', 'Derived from the cases of Moyu and Shenzhen'],
  ['推导（匿名意见案例）', 'Derived from the case of an anonymous comment'],
  ['推导（凤凰、长乐案例）', 'Derived from the cases of Fenghuang and Changle'],
  ['推导（横溪案例）', 'Derived from the case of Hengxi'],
  ['推导（沙井案例）', 'Derived from the case of Shajing'],
  ['推导（荣成案例）', 'Derived from the case of Rongcheng'],
  ['推导', 'Derived'],
];

const HOW: Readonly<Record<string, string>> = {
  '（含推导）': ' (partly derived)',
  '（推导）': ' (derived)',
  '（类推）': ' (by analogy)',
  '（根据需要）': ' (where needed)',
};

/**
 * A source with its article in English, `State Council Decree 713, article 30(2)`: 条 is the article, 款 its paragraph,
 * 项 an item.
 * @param source as `rules.tsv` has it, with no 同上 in place of a name
 * @throws Error for a source that has no English name here
 */
export function articleInEnglish(source: string): string {
  const named = SOURCES.find(([begins]) => source.startsWith(begins))?.[1];
  if (named === undefined) throw new Error(`'${source}' has no English name in article-in-english.ts`);
  const [, articles, paragraph, items] = /第([\d、]+)条(?:第(\d+)款)?(?:第([\d、]+)项)?/.exec(source) ?? [];
  const how = Object.keys(HOW).find((mark) => source.endsWith(mark));
  return [
    named,
    articles === undefined ? '' : `, ${counted('article', articles)}`,
    paragraph === undefined ? '' : `(${paragraph})`,
    items === undefined ? '' : `, ${counted('item', items)}`,
    how === undefined ? '' : HOW[how],
  ].join('');
}

/** `article 25`, or `articles 25 and 28`. */
const counted = (word: string, numbers: string): string =>
  numbers.includes('、') ? `${word}s ${numbers.replaceAll('、', ' and ')}` : `${word} ${numbers}`;
