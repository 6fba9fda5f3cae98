import { words } from '../words/words';

export const useWords = words('documents', {
  zh: { choose: '选择文件上传', remove: '去掉' },
  en: { choose: 'Choose a file', remove: 'Remove' },
});
