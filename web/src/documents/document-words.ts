import { words } from '../words/words';

export const useWords = words('documents', {
  zh: {
    choose: '选择文件上传',
    another: '再上传一份',
    replace: '换一份',
    photograph: '手机可以直接拍照。PDF、图片、Word 等均可。',
    known: '从已有材料中选',
    remove: '去掉',
    removeThis: '去掉{{name}}',
    kind: '{{name}}是什么材料',
    kindMissing: '请说明是什么材料',
    kindEvident: '系统代填，不对可改',
    uploading: '正在上传{{name}}，{{percent}}%',
  },
  en: {
    choose: 'Choose a file',
    another: 'Another file',
    replace: 'Another file instead',
    photograph: 'On a phone, take a photograph. PDF, pictures, Word and the like.',
    known: 'Take one that is here already',
    remove: 'Remove',
    removeThis: 'Remove {{name}}',
    kind: 'What {{name}} is',
    kindMissing: 'What is this paper?',
    kindEvident: 'Filled in for you; change it if wrong',
    uploading: 'Sending {{name}}, {{percent}} %',
  },
});
