import { words } from '../words/words';

export const useWords = words('standing-in', {
  zh: {
    lent: '受{{name}}委托，您在此可以办理：{{acts}}。',
    lentHow: '依据：{{basis}}。记录中同时写明您和委托人。',
    forWhom: '受何人委托办理',
    actedFor: '（受{{name}}委托）',
  },
  en: {
    lent: 'Lent to you by {{name}}, and possible here: {{acts}}.',
    lentHow: 'Basis: {{basis}}. The record names you and whoever lent it.',
    forWhom: 'Done for',
    actedFor: '(for {{name}})',
  },
});
