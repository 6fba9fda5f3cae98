import { words } from '../words/words';

export const useWords = words('counsel', {
  zh: {
    title: '法律顾问、公职律师',
    invitation: '为什么请您提出意见',
    invitationHow:
      '本事项正在合法性审查。审查机构出具意见前，应当听取法律顾问、公职律师的意见；您的意见供审查机构参考，写入卷宗，不代替审查意见。',
    notYet: '还没有送请合法性审查。您可以先阅读草案；送审后再提出意见。',
    interest: '利害关系',
    interestHow: '起草过本草案的，系统不予受理；与本事项有其他利害关系的，请回避并告知审查机构。',
    declareMissing: '请声明利害关系；有利害关系的，请回避。',
    yours: '提出法律意见',
    text: '意见所针对的文本：草案第 {{n}} 稿',
    confirm: '我的意见针对上列文本，摘要已核对',
    confirmMissing: '请核对摘要后勾选。',
    given: '已提出的意见',
    givenNone: '还没有法律意见。提出后列在这里，直到决策执行完毕都可以查看。',
    heeded: '意见的采纳情况',
    heededHow: '意见提出之后，审查机构怎么说，草案怎么改，执行中又怎样，按时间列在下面。',
    heededNone: '意见提出之后还没有新的情况。',
    reviewerSame: '审查机构的结论：{{outcome}}，与您的意见一致。',
    reviewerOther: '审查机构的结论：{{outcome}}，与您的意见（{{position}}）不同。',
    compare: '与您提出意见时的文本对照',
    sameText: '此后文本没有变化。',
    during: '执行中',
    duringHow:
      '执行中需要法律意见的，先看下列变动；需要时与执行单位或办公机构联系，由其办理中止、调整等手续。',
    duringAdvise:
      '决策印发后，随时可以就执行、中止、调整等提出法律意见，由执行单位或者承办单位说明采纳情况。已有的变动列在下面。',
    duringNone: '执行中还没有中止、调整等变动。',
    duringGiven: '就执行提出的法律意见',
    duringGivenNone: '还没有。提出后列在这里，采纳情况写在每件意见之下。',
    unanswered: '执行单位、承办单位尚未说明采纳情况。',
  },
  en: {
    title: 'Counsel',
    invitation: 'Why you are asked',
    invitationHow:
      'This matter is under legality review. Before the reviewer gives an opinion, counsel is heard; yours informs the reviewer, stands in the file, and replaces nothing.',
    notYet: 'The review has not been asked for yet. Read the draft; your opinion comes once it is.',
    interest: 'Interest',
    interestHow:
      'Whoever drafted is refused by the program; with any other interest in the matter, stand back and tell the reviewer.',
    declareMissing: 'State whether you have an interest; if so, stand back.',
    yours: 'Give your opinion',
    text: 'The text that the opinion is on: edition {{n}} of the draft',
    confirm: 'My opinion is on this very text; I have compared the digest',
    confirmMissing: 'Compare the digest, then tick.',
    given: 'Opinions given',
    givenNone: 'None yet. Once given they stand here until the decision has been carried out.',
    heeded: 'What was heeded',
    heededHow:
      'What the reviewer said after it, how the draft changed, and what came in execution, in order of time.',
    heededNone: 'Nothing has followed yet.',
    reviewerSame: 'The reviewer found: {{outcome}}, as you did.',
    reviewerOther: 'The reviewer found: {{outcome}}; your opinion was: {{position}}.',
    compare: 'Compared with the text that you saw',
    sameText: 'The text has not changed since.',
    during: 'During execution',
    duringHow:
      'Where legal advice is needed in execution, look at these changes first; the executing unit or the office takes the steps to suspend or adjust.',
    duringAdvise:
      'Once the decision is issued, advice can be given at any time on the execution, a suspension, an adjustment or the end; the executing or responsible unit says what was heeded. Changes so far stand below.',
    duringNone: 'Nothing has been suspended or adjusted in execution.',
    duringGiven: 'Advice given on the execution',
    duringGivenNone: 'None yet. Once given it stands here, with what was heeded of it.',
    unanswered: 'No unit has said yet what was heeded.',
  },
});
