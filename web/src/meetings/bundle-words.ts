import { words } from '../words/words';

export const useWords = words('bundles', {
  zh: {
    bundles: '上会材料',
    meetings: '会议',
    none: '没有等待列入议程的上会材料。承办单位提交后，会出现在这里。',
    cameOn: '{{when}} 提交',
    checklist: '对照第二十九条',
    there: '已附',
    missing: '未附',
    meeting: '列入会议',
    noMeeting: '没有尚未结束的会议可以列入。',
    convene: '召集会议',
    table: '列入会议议程',
    chooseMeeting: '先选会议',
    tabled: '已列入议程。',
    return: '退回材料',
    returnHow:
      '材料不齐或不合要求的，写明缺什么、怎么补。退回后承办单位可以补齐再提交，合法性审查的结论不受影响。',
    reason: '退回理由',
    returned: '已退回承办单位。',
  },
  en: {
    bundles: 'Meeting bundles',
    meetings: 'Meetings',
    none: 'No bundle waits for a meeting. What units submit appears here.',
    cameOn: 'Submitted {{when}}',
    checklist: 'Against article 29',
    there: 'included',
    missing: 'not included',
    meeting: 'At the meeting',
    noMeeting: 'There is no meeting that is not over yet.',
    convene: 'Convene a meeting',
    table: 'Table it',
    chooseMeeting: 'Choose a meeting first',
    tabled: 'It is on the agenda.',
    return: 'Return the bundle',
    returnHow:
      'Say what is missing and how to make it good. The unit may complete it and submit again; the legality opinion stands.',
    reason: 'Why it is returned',
    returned: 'It went back to the unit.',
  },
});
