import { words } from '../words/words';

export const useWords = words('acting', {
  zh: {
    recorded: '已记入账本，第 {{seq}} 号。',
    done: '已办理。',
    receipt: '查看凭证',
    putAway: '知道了',
    passkeyFailed: '通行密钥没有完成',
    'not-here': '这个浏览器不支持通行密钥。请换用新版浏览器，或改用动态口令。',
    cancelled: '已取消或超时，什么也没有提交。请重试，并在设备提示时按指纹、输入 PIN 或触碰密钥。',
    'known-already': '这台设备上已有本账号的通行密钥，不必再加。',
    other: '设备没有给出可用的答复，什么也没有提交。通行密钥只能在登记时的网址上使用，请核对地址栏后重试。',
    proveTitle: '请再次验证身份',
    proveWhy: '这一操作影响账号或有约束力，须在刚刚验证过身份后办理。填写的内容还在，验证后自动继续。',
    proveNeedsFactor: '办理此事须有动态口令或通行密钥，您还没有绑定。请先到“我的账号”绑定，再回来办理。',
    toAccount: '到“我的账号”绑定',
    password: '密码',
    totp: '动态口令',
    'recovery-code': '恢复码',
    passkey: '通行密钥',
    proofMissing: '请填写',
    method: '验证方式',
    prove: '验证并继续',
    withPasskey: '用通行密钥验证',
  },
  en: {
    recorded: 'Recorded in the ledger as no. {{seq}}.',
    done: 'Done.',
    receipt: 'See the receipt',
    putAway: 'Put away',
    passkeyFailed: 'The passkey did not finish',
    'not-here': 'This browser has no passkeys. Take a newer one, or use one-time codes.',
    cancelled:
      'It was cancelled or took too long, and nothing was sent. Try again, and answer when your device asks for finger, face, PIN or a touch.',
    'known-already': 'This device has a passkey of this account already.',
    other:
      'Your device gave no usable answer, and nothing was sent. A passkey works only at the address at which it was made: compare the address bar, and try again.',
    proveTitle: 'Prove again who you are',
    proveWhy:
      'This touches an account or is binding, and takes a proof of just now. What you typed is still here, and goes on by itself afterwards.',
    proveNeedsFactor:
      'This takes one-time codes or a passkey, and you have neither yet. Set one up under “My account”, then come back.',
    toAccount: 'Set one up in “My account”',
    password: 'Password',
    totp: 'One-time code',
    'recovery-code': 'Recovery code',
    passkey: 'Passkey',
    proofMissing: 'Please fill this in',
    method: 'By',
    prove: 'Prove and go on',
    withPasskey: 'Prove by passkey',
  },
});
