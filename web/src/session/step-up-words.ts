import { words } from '../words/words';

export const useWords = words('step-up', {
  zh: {
    title: '请再次验证身份',
    why: '此项具有法律效力，须由您本人再次确认。填写的内容都在，验证后自动提交。',
    totp: '动态口令',
    recoveryCode: '恢复码',
    password: '密码',
    shape: '动态口令是六位数字',
    missing: '请填写',
    other: '改用{{method}}',
    verify: '验证并提交',
    cancel: '暂不提交',
    none: '您还没有绑定动态口令或者通行密钥，不能办理此项。请先在“我的账号”中绑定，填写的内容会保留。',
    toMe: '去“我的账号”',
  },
  en: {
    title: 'Prove again who you are',
    why: 'This act binds, so you confirm it yourself. All that you typed is here, and is submitted as soon as it is proved.',
    totp: 'One-time code',
    recoveryCode: 'Recovery code',
    password: 'Password',
    shape: 'The code has six digits',
    missing: 'Please fill it in',
    other: 'Use this instead: {{method}}',
    verify: 'Confirm and submit',
    cancel: 'Not now',
    none: 'You have neither one-time codes nor a passkey yet, and this act needs one. Set it up under “My account”; what you typed is kept.',
    toMe: 'My account',
  },
});
