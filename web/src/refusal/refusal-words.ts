import { words } from '../words/words';

export const useWords = words('refusal', {
  zh: {
    found: '现状',
    needed: '需要',
    remedy: '怎么办',
    earliest: '最早',
    provisional: '（按现有日历推算）',
    who: '由谁办',
    and: '、',
    house: '（本系统自身的控制，不是法律规定）',
    whole: '整份表单：',
    conflictHow: '在您填写期间有人先办理了别的事。您填写的内容还在：请看最新情况，再决定是否照原样提交。',
    signedInAgain: '您已重新登录。填写的内容还在，刚才的没有提交：请再提交一次。',
    unreachable: '连接不上服务器',
    unreachableHow:
      '没有收到答复，填写的内容还在。请检查网络后再试；决策、会议、征求意见和目录的同一份内容再次提交，不会重复记录。',
    unreadable: '没有得到可以读懂的答复',
    unreadableHow: '请刷新页面，看看刚才的操作是否已有记录，再决定是否重做。',
  },
  en: {
    found: 'Found',
    needed: 'Needed',
    remedy: 'What to do',
    earliest: 'Earliest',
    provisional: '(by the calendar as it is now)',
    who: 'By whom',
    and: ', ',
    house: '(our own control, not the law’s)',
    whole: 'The form as a whole:',
    conflictHow:
      'While you were filling this in, somebody else acted. What you typed is still here: look at how things stand now, then decide whether to send it as it is.',
    signedInAgain:
      'You are signed in again. What you typed is still here and was not sent: submit it once more.',
    unreachable: 'The server cannot be reached',
    unreachableHow:
      'No answer came; what you typed is still here. Check the connection and try again: the same act on a decision, a meeting, a call or a catalogue, sent twice, is recorded once.',
    unreadable: 'There was no answer that could be read',
    unreadableHow:
      'Reload the page, see whether what you did is on record, and then decide whether to do it again.',
  },
});
