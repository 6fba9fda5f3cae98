import { words } from '../words/words';

export const useWords = words('administration-fields', {
  zh: {
    optional: '{{field}}（可不填）',
    missing: '请填写{{field}}',
    reason: '原因',
    role: '角色',
    unit: '单位',
    person: '人员',
  },
  en: {
    optional: '{{field}} (optional)',
    missing: 'Please fill in: {{field}}',
    reason: 'Reason',
    role: 'Role',
    unit: 'Unit',
    person: 'Person',
  },
});
