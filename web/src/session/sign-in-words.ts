import { words } from '../words/words';

export const useWords = words('sign-in', {
  zh: {
    title: '登录',
    username: '用户名',
    usernameMissing: '请填写用户名',
    password: '密码',
    passwordMissing: '请填写密码',
    code: '动态口令',
    codeHow: '打开手机上的验证器，填写六位数字。',
    codeShape: '动态口令是六位数字',
    submit: '登录',
    noAccount: '没有账号也可以对决策草案提意见、查询意见的办理结果：',
    portal: '公众参与',
    forgotten: '忘记密码或丢失验证器，请联系本单位系统管理员重设。',
  },
  en: {
    title: 'Sign in',
    username: 'User name',
    usernameMissing: 'Your user name, please',
    password: 'Password',
    passwordMissing: 'Your password, please',
    code: 'One-time code',
    codeHow: 'Six digits, from the authenticator on your phone.',
    codeShape: 'The code has six digits',
    submit: 'Sign in',
    noAccount: 'Without an account you can comment on drafts, and see what became of a comment:',
    portal: 'Public participation',
    forgotten: 'If you forgot your password or lost your authenticator, ask the administrator of your body.',
  },
});
