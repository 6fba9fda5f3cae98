import type { Text } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';
import { PARTS, type Part } from '../people/administrator-parts.js';
import { count, kind, LATER, roles, say, show, SIGN_IN } from './problem-kind.js';

const WHY_PASSWORD_REFUSED: Readonly<Record<string, Text>> = {
  length: say('长度不符。', 'It has another length. '),
  'contains-user-name': say('其中含有用户名。', 'It contains the user name. '),
  common: say('这个密码太常见，容易被猜中。', 'It is a common one, and would be guessed. '),
  'used-before': say('这个密码近来用过。', 'It was used before. '),
};

const WHY_UNREADABLE: Readonly<Record<string, Text>> = {
  empty: say('文件里没有人员', 'There is nobody in the file'),
  'neither-csv-nor-xlsx': say('既不是 CSV 也不是 XLSX 文件', 'It is neither CSV nor XLSX'),
  'unknown-encoding': say('文字编码既不是 UTF-8 也不是 GB 18030', 'Its text is neither UTF-8 nor GB 18030'),
  broken: say('文件已损坏或格式有误', 'It is damaged, or not well-formed'),
  'no-header': say(
    '第一行须有“姓名、职务、用户名”，表头不得重复，也不得有其他的列',
    'The first line has 姓名, 职务, 用户名 (name, post, username), none twice, and no column unknown here',
  ),
  'too-many-rows': say('行数过多，请分几次导入', 'It has too many rows: send several files'),
  'unpacks-too-large': say('解压后过大', 'It unpacks to too much'),
  formulas: say('含有公式，请粘贴为数值', 'It has formulas: paste their values instead'),
};

const WHY_ACT_SIGNATURE_REFUSED: Readonly<Record<string, Text>> = {
  over: say('待签内容已过五分钟或已用过。', 'What was to be signed is over five minutes old, or was used. '),
  'other-act': say(
    '所签的不是这一行为：内容、角色、材料或所依据的版本已不同。',
    'It signs another act: content, role, papers or the version that it answers are others. ',
  ),
  'key-unknown': say(
    '该密钥不是本人登记的在用签名密钥。',
    'The key is none of your signing keys that stand. ',
  ),
  wrong: say(
    '签名不成立，或验证器没有核实持有人（PIN、指纹、面容）。',
    'It does not hold, or the authenticator has not made sure who holds it (PIN, finger, face). ',
  ),
  'no-key': say(
    '这种登录方式不能签名，或尚未登记签名密钥。',
    'No signing key is registered, or this way of signing in cannot sign. ',
  ),
  'unfit-key': say(
    '该通行密钥不是 P-256（ES256）或 Ed25519 密钥。',
    'This passkey is no P-256 (ES256) or Ed25519 key. ',
  ),
};

/** RFC 9470 §3: the token is good, but what was proved by it is not enough here. */
const STEP_UP = { 'www-authenticate': 'Bearer realm="chengxu", error="insufficient_user_authentication"' };
const minutesZh = (fact: Json | undefined) => (fact === undefined ? '' : `（${show(fact)} 分钟以内）`);
const minutesEn = (fact: Json | undefined) => (fact === undefined ? '' : ` within ${show(fact)} minutes`);

const parts = (fact: Json | undefined, language: keyof Text): string =>
  show(Array.isArray(fact) ? fact.map((part) => PARTS[part as Part]?.[language] ?? show(part)) : fact);

/** Who is asking (src/people), and the first start (src/installation). */
export const people = {
  'other-part': kind(403, say('三员分设：不属您的职责', 'Not your part of administration'), (f) =>
    count(f['needed']) === 0
      ? say(
          '已实行三员分设，此事不能一人办理：授予角色须由系统管理员提请、安全管理员确认。',
          'The three administrators are separated, and nobody does this alone: the system administrator proposes a role, the security administrator confirms it.',
        )
      : say(
          `已实行三员分设，此事由以下职责办理：${parts(f['needed'], 'zh')}。`,
          `The three administrators are separated; this is for the ${parts(f['needed'], 'en')}.`,
        ),
  ),
  'recovery-refused': kind(403, say('不能重设此人的登录', 'Sign-in not yours to reset'), (f) =>
    say(
      `此人还任${roles(f['roles'], 'zh')}，重设其登录就能以其身份办事。请另指定只任管理员的人，或不重设登录，或在服务器上恢复。`,
      `This person is also ${roles(f['roles'], 'en')}; whoever resets their sign-in could act as them. Name somebody who only administers, leave the sign-in as it is, or recover on the server.`,
    ),
  ),
  'invitation-refused': kind(
    403,
    say('首次登录凭证无效', 'Invitation refused'),
    say(
      '首次登录凭证有误、已使用、已被新的代替或已过期。请向管理员要一个新的。',
      'The invitation is wrong, was used or replaced, or has run out. Ask your administrator for a new one.',
    ),
  ),
  'import-too-large': kind(413, say('文件过大', 'File too large'), (f) =>
    say(
      `名单文件不得超过 ${show(f['limit'])} 字节。`,
      `A list of people has at most ${show(f['limit'])} bytes.`,
    ),
  ),
  'import-unreadable': kind(422, say('读不出名单', 'No list of people'), (f) => {
    const why = WHY_UNREADABLE[show(f['reason'])];
    const where = show(f['where']);
    return say(
      `${why?.zh ?? ''}${where && `（${where}）`}。可先下载模板再填写。`,
      `${why?.en ?? ''}${where && ` (${where})`}. There is a template to fill in.`,
    );
  }),
  'import-refused': kind(422, say('名单有误，未导入', 'Rows refused, nothing imported'), (f) =>
    say(
      `${count(f['rows'])} 行有误，见 rows；没有导入任何人。更正后再提交。`,
      `${count(f['rows'])} row(s) are wrong, see rows; nobody was imported. Put them right and send it again.`,
    ),
  ),
  'sign-in-refused': kind(
    401,
    say('登录未成功', 'Sign-in refused'),
    say('用户名或密码不正确。', 'User name or password is wrong.'),
    SIGN_IN,
  ),
  'sign-in-needed': kind(
    401,
    say('请先登录', 'Sign in first'),
    say(
      '未登录，或登录已过期。请重新登录：浏览器以 Cookie，程序以 Authorization: Bearer 携带令牌。',
      'Not signed in, or the session is over. Sign in again: browsers with a cookie, programs with Authorization: Bearer.',
    ),
    SIGN_IN,
  ),
  'sign-in-busy': kind(
    503,
    say('登录繁忙', 'Too many sign-ins'),
    say('同时登录的人过多，请稍后再试。', 'Too many sign-ins at once. Try again shortly.'),
    LATER,
  ),
  'not-permitted': kind(403, say('无权访问', 'Not permitted'), (f) =>
    say(
      `此处需要角色：${roles(f['roles'], 'zh')}。`,
      `This needs one of the roles: ${roles(f['roles'], 'en')}.`,
    ),
  ),
  'upper-body-needed': kind(
    403,
    say('须由上级机关的管理员办理', 'For the administrator of the upper body'),
    say(
      '此事涉及本系统中的所有机关，由没有上级机关的机关的管理员办理。',
      'This concerns all bodies here: it is for an administrator of a body that has none above it.',
    ),
  ),
  'username-taken': kind(
    409,
    say('用户名已被使用', 'User name taken'),
    say('请换一个用户名。', 'Choose another user name.'),
  ),
  'password-refused': kind(422, say('密码不符合要求', 'Password refused'), (f) => {
    const why = WHY_PASSWORD_REFUSED[show(f['reason'])];
    return say(
      `${why?.zh ?? ''}密码须有 ${show(f['atLeast'])} 至 ${show(f['atMost'])} 个字符，不得含用户名，不得是常见密码。`,
      `${why?.en ?? ''}A password has ${show(f['atLeast'])} to ${show(f['atMost'])} characters, does not contain the user name and is no common one.`,
    );
  }),
  'act-signature-refused': kind(422, say('行为签名未通过', 'Signature over the act refused'), (f) => {
    const why = WHY_ACT_SIGNATURE_REFUSED[show(f['reason'])];
    return say(
      `${why?.zh ?? ''}没有记录任何内容。请重新取得待签内容（POST /api/me/signatures）后再签。`,
      `${why?.en ?? ''}Nothing was recorded. Ask again what is to be signed (POST /api/me/signatures), and sign that.`,
    );
  }),
  'cross-site-refused': kind(
    403,
    say('请求不是由本站页面发出', 'Not sent by this site'),
    say(
      '以 Cookie 登录时，只接受本站页面发出的写入请求（Sec-Fetch-Site: same-origin，或 Origin 为本站）。程序调用请使用 Authorization: Bearer。',
      'With a cookie, writes are taken only from pages of this site (Sec-Fetch-Site: same-origin, or our own Origin). Scripts send Authorization: Bearer.',
    ),
  ),
  'sign-in-slowed': kind(429, say('尝试过于频繁', 'Slow down'), (f) =>
    say(
      `尝试次数过多，请 ${show(f['retryAfterSeconds'])} 秒后再试。账号没有被锁定。`,
      `Too many attempts: try again in ${show(f['retryAfterSeconds'])} s. The account is not locked.`,
    ),
  ),
  'too-many-requests': kind(429, say('请求过于频繁', 'Too many requests'), (f) =>
    say(
      `来自同一网络地址的请求过多，请 ${show(f['retryAfterSeconds'])} 秒后再试。没有封禁任何人。`,
      `Too many requests came from your network address: try again in ${show(f['retryAfterSeconds'])} s. Nobody is locked out.`,
    ),
  ),
  'unit-unknown': kind(422, say('没有这个单位', 'No such unit'), (f) =>
    say(
      `单位 ${show(f['unit'])} 不存在、已撤销，或不属于该机关。`,
      `Unit ${show(f['unit'])} does not exist, is closed, or is not within that body.`,
    ),
  ),
  'other-bodies-person': kind(403, say('须由其所在机关的管理员办理', 'Another body’s person'), (f) =>
    say(
      `此人还在其他机关任职（${show(f['bodies'])}），须由同时管理这些机关的管理员办理。`,
      `This person also serves other bodies (${show(f['bodies'])}); only who administers all of them may do this.`,
    ),
  ),
  'calendar-unknown': kind(422, say('没有这份日历', 'No such calendar'), (f) =>
    say(
      `系统中没有摘要为 ${show(f['digest'])} 的日历。`,
      `No calendar with the digest ${show(f['digest'])} is kept here.`,
    ),
  ),
  'second-factor-needed': kind(
    401,
    say('还需第二重验证', 'Second factor needed'),
    (f) =>
      say(
        `密码正确，还需 ${show(f['methods'])} 之一，请连同密码再次提交。`,
        `The password is right. Send it again with one of: ${show(f['methods'])}.`,
      ),
    SIGN_IN,
  ),
  'second-factor-refused': kind(
    401,
    say('第二重验证未通过', 'Second factor refused'),
    say(
      '验证码或通行密钥不正确、已使用过或已过期。请等待下一个动态口令，或重新开始。',
      'The code or passkey is wrong, was used before, or came too late. Wait for the next code, or begin again.',
    ),
    SIGN_IN,
  ),
  'identity-refused': kind(
    401,
    say('统一身份登录未成功', 'Sign-in at the provider refused'),
    say(
      '统一身份认证未成功、已超时或已被使用。请从登录页重新开始。',
      'The sign-in at the identity provider did not succeed, came too late or was used before. Begin again.',
    ),
    SIGN_IN,
  ),
  'identity-not-linked': kind(403, say('此身份尚未关联', 'Identity not linked'), (f) =>
    say(
      `您在统一身份平台（${show(f['issuer'])}）的编号 ${show(f['externalId'])} 尚未关联到本系统人员，请将其告知管理员。`,
      `Nobody here is linked with ${show(f['externalId'])} of ${show(f['issuer'])}. Tell your administrator both.`,
    ),
  ),
  'identity-provider-unavailable': kind(
    503,
    say('统一身份平台没有响应', 'Identity provider unavailable'),
    (f) =>
      say(
        `${show(f['provider'])}没有正常响应，请稍后再试，或以密码登录。`,
        `${show(f['provider'])} does not answer. Try again later, or sign in with your password.`,
      ),
    LATER,
  ),
  'nothing-to-hand-over': kind(409, say('没有可以交接的', 'Nothing to hand over'), (f) =>
    say(
      `此人在${show(f['body'])}没有所选的、可以交接的角色。`,
      `This person holds none of the roles chosen in ${show(f['body'])} that could be handed over.`,
    ),
  ),
  'identity-taken': kind(
    409,
    say('此身份已关联', 'Identity linked already'),
    say(
      '此统一身份已关联到一名人员，请先解除。',
      'This identity is linked with somebody here already; end that link first.',
    ),
  ),
  'setting-refused': kind(422, say('设置的值不可用', 'Setting refused'), (f) =>
    say(
      `${show(f['setting'])} 只能是：${show(f['form'])}。`,
      `${show(f['setting'])} is one of: ${show(f['form'])}.`,
    ),
  ),
  'first-start-refused': kind(422, say('登记表有误，未初始化', 'Form refused, nothing set up'), (f) =>
    say(
      `${count(f['faults'])} 处有误，见 faults；没有登记任何内容。更正后再提交。`,
      `${count(f['faults'])} field(s) are wrong, see faults; nothing was set up. Put them right and send it again.`,
    ),
  ),
  'setup-refused': kind(
    403,
    say('初始化链接无效', 'Set-up link refused'),
    say(
      '初始化令牌不正确或已使用。重新启动程序即可获得新的链接。',
      'The set-up token is wrong or was used. Restarting the program prints a new link.',
    ),
  ),
  'token-scope-exceeded': kind(403, say('超出令牌的使用范围', 'Beyond the token’s scope'), (f) =>
    say(
      `此令牌只能以${roles(f['roles'], 'zh')}的角色、对 ${show(f['kinds']) || '（只读）'} 使用。请使用范围足够的令牌，或登录后办理。`,
      `This token is for the roles ${roles(f['roles'], 'en')} and writes ${show(f['kinds']) || 'nothing'}. Use one that may, or sign in.`,
    ),
  ),
  'token-refused': kind(422, say('令牌不能这样设', 'Token refused'), (f) =>
    say(
      `令牌只能有您现任的角色（未任：${roles(f['rolesNotHeld'], 'zh') || '无'}），有效期须在 ${show(f['atMostDays'])} 天以内。`,
      `A token has roles that you hold (not held: ${roles(f['rolesNotHeld'], 'en') || 'none'}), and ends within ${show(f['atMostDays'])} days.`,
    ),
  ),
  'too-many-tokens': kind(409, say('令牌过多', 'Too many tokens'), (f) =>
    say(
      `每人最多 ${show(f['atMost'])} 个令牌，请先撤销不用的。`,
      `A person has at most ${show(f['atMost'])} tokens; revoke one first.`,
    ),
  ),
  'step-up-required': kind(
    401,
    say('请再次验证身份', 'Prove again who you are'),
    (f) =>
      count(f['methods']) === 0
        ? say(
            '办理此事须有第二重验证：请先绑定动态口令或通行密钥（POST /api/me/totp 或 /api/me/passkeys），再重新验证。以程序令牌不能办理。',
            'This takes a second factor: set up one-time codes or a passkey first (POST /api/me/totp or /api/me/passkeys), then prove it. A token for programs cannot do it.',
          )
        : say(
            `办理此事须刚刚验证过身份${minutesZh(f['withinMinutes'])}：请以 ${show(f['methods'])} 之一调用 POST /api/sessions/current/proof，再重试。`,
            `This takes a proof of who you are${minutesEn(f['withinMinutes'])}: send one of ${show(f['methods'])} to POST /api/sessions/current/proof, then repeat it.`,
          ),
    STEP_UP,
  ),
};
