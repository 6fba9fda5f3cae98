import { words } from '../words/words';

export const useWords = words('decision', {
  zh: {
    recorded: '已记入账本，第 {{seq}} 号。',
    backTo: '返回事项',
    notYours: '现在没有这一项可由您办理。',
  },
  en: {
    recorded: 'On record, entry {{seq}} of the ledger.',
    backTo: 'Back to the matter',
    notYours: 'This is not for you to do now.',
  },
});
