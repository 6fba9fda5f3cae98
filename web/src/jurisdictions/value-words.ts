import { words } from '../words/words';

export const useWords = words('parameter-values', {
  zh: {
    yes: '是',
    no: '否',
    unlimited: '不限',
    days: '{{count}} 日',
    'working-days': '{{count}} 个工作日',
    months: '{{count}} 个月',
    people: '{{count}} 人',
    share: '{{part}}/{{whole}}',
  },
  en: {
    yes: 'yes',
    no: 'no',
    unlimited: 'no limit',
    days: { one: '{{count}} day', other: '{{count}} days' },
    'working-days': { one: '{{count}} working day', other: '{{count}} working days' },
    months: { one: '{{count}} month', other: '{{count}} months' },
    people: { one: '{{count}} person', other: '{{count}} people' },
    share: '{{part}}/{{whole}}',
  },
});
