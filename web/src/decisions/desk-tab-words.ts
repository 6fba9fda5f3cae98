import { words } from '../words/words';

export const useWords = words('desk-tabs', {
  zh: {
    review: '合法性审查',
    counsel: '法律意见',
    expert: '专家意见',
    experts: '邀请专家',
    risk: '风险评估',
  },
  en: {
    review: 'Legality review',
    counsel: 'Counsel',
    expert: 'Expert opinion',
    experts: 'Invite experts',
    risk: 'Risk assessment',
  },
});
