import { words } from '../words/words';

export const useWords = words('own-record', {
  zh: {
    mine: '我的发言记录',
    how: '会上记录在您名下的发言、回避和决定，按事项列出。记错的，请会议秘书更正；原来的记载会保留，并注明更正。',
    onlyMine: '只列出有您发言或回避的事项。您在会上发言后，会出现在这里。',
    more: '再查早些时候的事项',
    enteredForMe: '由会议秘书凭签署原件代录',
    confirm: '确认不同意见的记载',
    confirmHow:
      '集体讨论时表示不同意见的，应当如实记录（第三十条）；追究责任时，对持不同意见的人可以减轻或者免除责任（第三十八条）。请用自己的话写明，确认后不能改动。',
    ownWords: '我的不同意见',
    asRecorded: '采用会上的记载',
    confirmed: '不同意见已由您本人确认。',
    confirmedNow: '已确认。',
  },
  en: {
    mine: 'What was recorded of me',
    how: 'Your opinions, recusals and decisions as they were recorded, by matter. Where something is wrong, ask the secretary to correct it; what stood there before stays, with the correction beside it.',
    onlyMine:
      'Only matters in which you spoke or withdrew are listed. They appear here when you have spoken.',
    more: 'Look further back',
    enteredForMe: 'entered by the secretary from a signed original',
    confirm: 'Confirm my dissent',
    confirmHow:
      'Dissent in the discussion is set down as it was given (article 30); whoever dissented may be held liable to a lesser degree, or not at all (article 38). Say it in your own words; once confirmed, it cannot be changed.',
    ownWords: 'My dissent',
    asRecorded: 'Take the words as recorded',
    confirmed: 'You have confirmed your dissent.',
    confirmedNow: 'It is confirmed.',
  },
});
