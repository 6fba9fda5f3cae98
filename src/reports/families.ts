import type { Text } from '../../workflows/vocabulary.js';

/** Rules by where they come from: the first part of their id. */
export const familyOf = (id: string): string => id.split('-')[0] ?? id;

/** What the families of `workflows/law/rules.tsv` are called. */
export const FAMILIES: Readonly<Record<string, Text>> = {
  D713: { zh: '国务院令第713号《重大行政决策程序暂行条例》', en: 'State Council Decree 713' },
  FJ251: { zh: '福建省政府令第251号', en: 'Fujian Decree 251' },
  SM: { zh: '三明市健康影响评估暂行规定', en: 'Sanming Provisions on Health Impact Assessment' },
  SH35: { zh: '上海市政府令第35号', en: 'Shanghai Decree 35' },
  HLJ4: { zh: '黑龙江省政府令第4号（2021）', en: 'Heilongjiang Decree 4 (2021)' },
  CZ4: { zh: '沧州市政府令〔2025〕4号', en: 'Cangzhou Decree 4 (2025)' },
  GD303: { zh: '广东省政府令第303号《听证规定》', en: 'Guangdong Decree 303 on Hearings' },
  ZJ337: { zh: '浙江省政府令第337号（2015）', en: 'Zhejiang Decree 337 (2015)' },
  QZ: { zh: '衢州市、泉州市的规定', en: 'Rules of Quzhou and Quanzhou' },
  HEB12: { zh: '河北省政府令〔2019〕12号', en: 'Hebei Decree 12 (2019)' },
  SPEC: { zh: '按事项另有规定的法律、行政法规', en: 'Laws and regulations for certain kinds of matter' },
  TIME: { zh: '期间计算', en: 'Counting time' },
  NORM: { zh: '行政规范性文件', en: 'Normative documents' },
  SY: { zh: '三亚市规章与行政规范性文件管理办法', en: 'Sanya Measures on Rules and Normative Documents' },
  FJ219: { zh: '福建省政府令第219号', en: 'Fujian Decree 219' },
  FCR: { zh: '公平竞争审查条例', en: 'Regulations on Fair Competition Review' },
  FCRI: { zh: '公平竞争审查条例实施办法', en: 'Implementing Measures for Fair Competition Review' },
  ENF: { zh: '重大执法决定法制审核', en: 'Legal review of major enforcement decisions' },
  SZYD: { zh: '“三重一大”', en: '“Three majors and one large”' },
  TOWN: { zh: '乡镇', en: 'Townships' },
  LA: { zh: '法律顾问', en: 'Legal advisers' },
  DISC: { zh: '政府信息公开条例', en: 'Regulations on Open Government Information' },
  ARCH: { zh: '档案', en: 'Archives' },
  ESIG: { zh: '电子签名法', en: 'Electronic Signature Law' },
  PIPL: { zh: '个人信息保护法', en: 'Personal Information Protection Law' },
  CSL: { zh: '网络安全法', en: 'Cybersecurity Law' },
  MLPS: { zh: '网络安全等级保护', en: 'Multi-level protection of networks' },
  CRYPTO: { zh: '商用密码', en: 'Commercial cryptography' },
  SECR: { zh: '保守国家秘密法', en: 'Law on Guarding State Secrets' },
  ANN: { zh: '法治政府建设年度报告', en: 'Annual report on law-based government' },
  GUARD: { zh: '由公开案例推导的防范措施', en: 'Guards derived from published cases' },
  ORG: { zh: '地方各级人民代表大会和地方各级人民政府组织法', en: 'Organic Law' },
};
