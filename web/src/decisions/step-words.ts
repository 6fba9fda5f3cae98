import { words } from '../words/words';

export const useWords = words('steps', {
  zh: {
    steps: '五个步骤',
    'public-input': '公众参与',
    'expert-review': '专家论证',
    'risk-assessment': '风险评估',
    'legality-review': '合法性审查',
    'collective-decision': '集体讨论决定',
    'not-open': '未开始',
    open: '进行中',
    completed: '已完成',
    exempted: '依法不需要',
  },
  en: {
    steps: 'The five steps',
    'public-input': 'Public input',
    'expert-review': 'Expert review',
    'risk-assessment': 'Risk assessment',
    'legality-review': 'Legality review',
    'collective-decision': 'Collective decision',
    'not-open': 'Not begun',
    open: 'Under way',
    completed: 'Completed',
    exempted: 'Lawfully not required',
  },
});
