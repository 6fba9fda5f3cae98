import { words } from '../words/words';

export const useWords = words('desk', {
  zh: {
    notNow: '暂不能办理',
    notNowWhy: '为什么现在不能办理',
    notYoursRoles: '这一项由{{roles}}办理，您现在没有这一身份。',
    stepFirst: '还没有到这一环节。',
    and: '、',
    asForm: '用通用表单办理',
    open: '打开',
    by: '{{name}}，{{day}}',
    edition: '第 {{n}} 稿',
    digest: '文本摘要',
    digestHow: '摘要由草案、备选方案和附件逐件的 SHA-256 合算而成；改动任何一件的一个字符，摘要就不同。',
    none: '还没有。',
    sign: '提交前请再核对一遍：提交后即记入账本，不能删除，只能更正。',
  },
  en: {
    notNow: 'Not possible now',
    notNowWhy: 'Why it is not possible now',
    notYoursRoles: 'This is done by: {{roles}}. You do not act as one now.',
    stepFirst: 'The matter has not come to this yet.',
    and: ', ',
    asForm: 'Use the plain form instead',
    open: 'Open',
    by: '{{name}}, {{day}}',
    edition: 'Edition {{n}}',
    digest: 'Digest of the text',
    digestHow:
      'Reckoned over the SHA-256 of the draft, each option and each annex; change one character in any of them and it is another.',
    none: 'None yet.',
    sign: 'Look it over once more: what is sent stands in the ledger; it is never deleted, only corrected.',
  },
});
