import { words } from '../words/words';

export const useWords = words('desk', {
  zh: {
    notNow: '暂不能办理',
    notYoursRoles: '这一项由{{roles}}办理，您现在没有这一身份。',
    stepFirst: '还没有到这一环节，轮到时由{{roles}}办理。先要办完：',
    stepPassed: '这一环节已经过去，不能再办理。原来的记载有误的，可以更正。',
    correct: '去更正',
    wasDone: '此前已经办理，现在没有需要再办理的。',
    and: '、',
    digest: '文本摘要',
    digestHow: '摘要由草案、备选方案和附件逐件的 SHA-256 合算而成；改动任何一件的一个字符，摘要就不同。',
  },
  en: {
    notNow: 'Not possible now',
    notYoursRoles: 'This is done by: {{roles}}. You do not act as one now.',
    stepFirst: 'The matter has not come to this yet; it will be done by: {{roles}}. First there must be:',
    stepPassed:
      'The matter has passed this; it can no longer be done. What the record has wrong can be corrected.',
    correct: 'Go to the records',
    wasDone: 'It was done before; nothing more is asked now.',
    and: ', ',
    digest: 'Digest of the text',
    digestHow:
      'Reckoned over the SHA-256 of the draft, each option and each annex; change one character in any of them and it is another.',
  },
});
