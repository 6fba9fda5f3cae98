import type { Role, Text } from '../../workflows/vocabulary.js';

/**
 * The sample township: 浙江省仙居县横溪镇. Its matter of 2025 is a published one; every person, and the second matter,
 * are made up. As in a real township, one person has several roles, and the legality reviewer sits in the county's
 * justice office.
 */
export const COUNTY = 'xianju';
export const TOWNSHIP = 'hengxi';

export interface SampleUnit {
  readonly id: string;
  readonly name: Text;
  readonly body: string;
}

const unit = (id: string, zh: string, en: string, body = TOWNSHIP): SampleUnit => ({
  id,
  name: { zh, en },
  body,
});

export const BODIES = {
  county: { id: COUNTY, name: { zh: '仙居县人民政府', en: "Xianju County People's Government" } },
  township: { id: TOWNSHIP, name: { zh: '仙居县横溪镇人民政府', en: "Hengxi Township People's Government" } },
} as const;

export const UNITS = {
  office: unit('hengxi-office', '横溪镇党政综合办公室', 'Party and government office'),
  social: unit('hengxi-social-affairs', '横溪镇社会事务服务办公室', 'social affairs office'),
  building: unit('hengxi-village-building', '横溪镇村镇建设办公室', 'village building office'),
  peace: unit('hengxi-public-order', '横溪镇平安法治办公室', 'public order and rule of law office'),
  counsel: unit('hengxi-counsel', '横溪镇法律顾问', 'legal counsel of the township'),
  experts: unit('hengxi-experts', '横溪镇咨询论证专家库', 'pool of experts'),
  justice: unit(
    'xianju-justice-hengxi',
    '仙居县司法局横溪司法所',
    "county justice office's branch in Hengxi",
    COUNTY,
  ),
  police: unit('xianju-police-hengxi', '仙居县公安局横溪派出所', 'police station of Hengxi', COUNTY),
} as const;

export interface SamplePerson {
  readonly username: string;
  readonly name: Text;
  readonly post: Text;
  /** Unit by role, all for the township. */
  readonly roles: readonly { readonly role: Role; readonly unit: string }[];
}

function person(
  username: string,
  [zhName, enName]: readonly [string, string],
  [zhPost, enPost]: readonly [string, string],
  unitOf: { readonly id: string },
  ...roles: (Role | { readonly role: Role; readonly unit: string })[]
): SamplePerson {
  return {
    username,
    name: { zh: zhName, en: enName },
    post: { zh: zhPost, en: enPost },
    roles: roles.map((role) => (typeof role === 'string' ? { role, unit: unitOf.id } : role)),
  };
}

/** Whoever sets the installation up. */
export const ADMINISTRATOR: SamplePerson = {
  username: 'xuke',
  name: { zh: '许可', en: 'Xu Ke' },
  post: { zh: '县大数据中心系统管理员', en: 'system administrator, county data centre' },
  roles: [],
};

const government = { id: TOWNSHIP };

export const PEOPLE = {
  head: person('yingwenhao', ['应文浩', 'Ying Wenhao'], ['镇长', 'township head'], government, 'head'),
  wu: person('wujianguo', ['吴建国', 'Wu Jianguo'], ['副镇长', 'deputy township head'], government, 'member'),
  pan: person(
    'panxiuying',
    ['潘秀英', 'Pan Xiuying'],
    ['副镇长', 'deputy township head'],
    government,
    'member',
  ),
  fang: person(
    'fangzhiqiang',
    ['方志强', 'Fang Zhiqiang'],
    ['人武部长', 'head of armed forces dept.'],
    government,
    'member',
  ),
  clerk: person(
    'chenpeilan',
    ['陈佩兰', 'Chen Peilan'],
    ['社会事务服务办公室副主任，兼法制员', 'deputy head of social affairs, also legality clerk'],
    UNITS.social,
    'proposer',
    'executor',
    // Held for matters of other offices; on her own drafts it must not help her.
    { role: 'legality-reviewer', unit: UNITS.peace.id },
  ),
  builder: person(
    'louxiaodong',
    ['娄晓东', 'Lou Xiaodong'],
    ['村镇建设办公室主任', 'head of village building'],
    UNITS.building,
    'proposer',
    'executor',
  ),
  office: person(
    'wanglixin',
    ['王立新', 'Wang Lixin'],
    ['党政综合办公室主任', 'head of the Party and government office'],
    UNITS.office,
    'office',
  ),
  party: person(
    'lijing',
    ['李静', 'Li Jing'],
    ['镇党委秘书', 'secretary to the Party committee'],
    UNITS.office,
    'party-office',
  ),
  secretary: person(
    'xuxiaoman',
    ['徐小曼', 'Xu Xiaoman'],
    ['党政综合办公室科员，会议秘书兼档案员', 'clerk, meeting secretary and archivist'],
    UNITS.office,
    'secretary',
    'archivist',
  ),
  assessor: person(
    'jianghaibo',
    ['蒋海波', 'Jiang Haibo'],
    ['平安法治办公室主任', 'head of public order'],
    UNITS.peace,
    'assessor',
  ),
  reviewer: person(
    'zhoumin',
    ['周敏', 'Zhou Min'],
    ['横溪司法所所长', 'head of the justice branch'],
    UNITS.justice,
    'legality-reviewer',
  ),
  counsel: person(
    'zhengyan',
    ['郑言', 'Zheng Yan'],
    ['镇聘法律顾问，律师', 'lawyer'],
    UNITS.counsel,
    'legal-adviser',
  ),
  expert: person(
    'shenming',
    ['沈明', 'Shen Ming'],
    ['环境工程高级工程师', 'senior engineer, waste management'],
    UNITS.experts,
    'expert',
  ),
  auditor: person(
    'fengyuzhen',
    ['冯玉珍', 'Feng Yuzhen'],
    ['镇纪委副书记', 'deputy secretary, discipline'],
    UNITS.office,
    'auditor',
  ),
} as const;

export type Part = keyof typeof PEOPLE;
