import { words } from '../words/words';

export const useWords = words('correction', {
  zh: {
    event: '要更正的记录',
    eventOf: '第 {{n}} 条 {{day}} {{title}}',
    field: '要更正的项目',
    evidenced: '证明日期',
    was: '原来记的是',
    wasNothing: '（未填）',
    right: '正确的内容',
    rightHow: '原来的内容保留，显示为已更正。',
    same: '与原来的内容相同，不需要更正',
    noFields: '这条记录没有可以更正的项目。',
    missing: '请填写{{field}}',
    yes: '是',
    no: '否',
  },
  en: {
    event: 'The record to be corrected',
    eventOf: 'No. {{n}}, {{day}}, {{title}}',
    field: 'The field to be corrected',
    evidenced: 'Evidenced date',
    was: 'What it says',
    wasNothing: '(nothing)',
    right: 'The right content',
    rightHow: 'What was there stays, and shows as corrected.',
    same: 'This is what it says already',
    noFields: 'Nothing in this record can be corrected.',
    missing: 'Please fill in: {{field}}',
    yes: 'Yes',
    no: 'No',
  },
});
