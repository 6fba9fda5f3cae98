import { words } from '../words/words';

export const useWords = words('signed-original', {
  zh: {
    how: '代录他人的行为，须有本人签字的原件（如会议发言签字单）。拍照或扫描上传一次，这里的各项记录都可引用。',
    paper: '签署原件（照片或扫描件）',
    pages: '页数',
    signedOn: '签字日期',
    sealed: '加盖公章',
    keptAt: '原件存放处（可不填）',
    use: '引用这份原件',
    now: '代录依据：{{name}}，{{count}} 页',
    other: '换一份原件',
    missing: '请填写{{field}}',
  },
  en: {
    how: 'What somebody else did is entered from an original that this person signed (a speaking sheet, say). Photograph or scan it once; everything entered here may rest on it.',
    paper: 'The signed original (photo or scan)',
    pages: 'Pages',
    signedOn: 'Signed on',
    sealed: 'It bears the official seal',
    keptAt: 'Where the original is kept (optional)',
    use: 'Use this original',
    now: { one: 'Entered from: {{name}}, {{count}} page', other: 'Entered from: {{name}}, {{count}} pages' },
    other: 'Use another original',
    missing: 'Please fill in: {{field}}',
  },
});
