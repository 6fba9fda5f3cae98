import { words } from '../words/words';

export const useWords = words('calendar', {
  zh: {
    china: '全国工作日历',
    other: '工作日历“{{id}}”',
    noticed: '{{from}} 至 {{to}} 年放假通知',
    noneNoticed: '没有收录放假通知',
    reckoned: '其后至 {{to}} 年按《全国年节及纪念日放假办法》推算，不含调休。',
    shipped: '随本版程序带来。',
    changes: '换用后的变化',
    same: '哪一天上班、哪一天休息，与现用的没有差别。',
    years: '增加放假通知的年份：{{years}}',
    daysOff: '由上班改为休息（{{n}} 天）：{{days}}',
    workingDays: '由休息改为上班（{{n}} 天）：{{days}}',
    andMore: '{{days}}……',
  },
  en: {
    china: 'National calendar of working days',
    other: 'Calendar of working days “{{id}}”',
    noticed: 'notices for {{from}} to {{to}}',
    noneNoticed: 'without any official notice',
    reckoned: 'Then, to {{to}}, reckoned from the holidays regulation, without days worked instead.',
    shipped: 'Came with this release.',
    changes: 'What it changes',
    same: 'No day is worked, or off, that was not before.',
    years: 'Years whose notice it adds: {{years}}',
    daysOff: 'Off instead of worked ({{n}}): {{days}}',
    workingDays: 'Worked instead of off ({{n}}): {{days}}',
    andMore: '{{days}} …',
  },
});
