import type { Facts, Text } from '../../workflows/vocabulary.js';
import type { Words } from '../../workflows/words.js';

/** Facts by the names under which an act holds them, for people. */
export const FACTS: Words = {
  calendar: { zh: '工作日历', en: 'the working-day calendar' },
  actor: { zh: '办理人的任职', en: 'the posts of whoever did it' },
  principal: { zh: '被代录人的任职', en: 'the posts of the person whose act it is' },
  delegation: { zh: '所依据的委托', en: 'the delegation that it rests on' },
  documents: { zh: '材料库中已有的材料', en: 'the papers in the store' },
  persons: { zh: '有关人员的情况', en: 'the people concerned' },
  meeting: { zh: '会议情况', en: 'the meeting' },
  consultation: { zh: '征求意见的情况', en: 'the consultation' },
  openCall: { zh: '征求意见公告', en: 'the open call' },
  ruleSet: { zh: '所适用的规则', en: 'the rules in force' },
  catalogue: { zh: '年度决策事项目录', en: 'the yearly catalogue of decisions' },
  decisions: { zh: '有关的其他决策事项', en: 'the other decisions concerned' },
  correction: { zh: '更正所涉及的记录', en: 'the event that is corrected' },
  noticedCalendar: { zh: '已登记的工作日历', en: 'the calendar noticed here' },
  heads: { zh: '各主体的最新事件', en: 'the latest event of every subject' },
  accessLog: { zh: '访问记录', en: 'the access log' },
  longestReading: { zh: '紧急查阅的最长时限', en: 'the longest that an emergency reading may last' },
  removal: { zh: '所删除内容的情况', en: 'what was removed' },
  matter: { zh: '抽取专家所为的决策事项', en: 'the matter that experts are drawn for' },
  administration: { zh: '三员分设中的职责', en: 'the part of administration' },
  drawnOn: { zh: '抽取所依据的检查点', en: 'the checkpoint that the lots rest on' },
  draw: { zh: '专家的抽取结果', en: 'how the expert came out of the draw' },
  unitsAbove: { zh: '新的上级及其上各级', en: 'the place in the tree and what is above it' },
} satisfies Record<keyof Facts, Text>;
