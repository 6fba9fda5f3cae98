import type { Text } from '../../workflows/vocabulary.js';
import { count, kind, LATER, roles, say, show, type ProblemKind } from './problem-kind.js';
import { desk } from './desk-problems.js';
import { people } from './people-problems.js';

/** The request as such (src/http). */
const request = {
  'malformed-json': kind(400, say('JSON 有误', 'Malformed JSON'), (f) =>
    say(
      `正文不是规范的 JSON：第 ${show(f['position'])} 位，${show(f['reason'])}。`,
      `The body is not JSON as we take it: ${show(f['reason'])} at position ${show(f['position'])}.`,
    ),
  ),
  'malformed-request': kind(400, say('请求有误', 'Malformed request'), (f) =>
    say(
      `请求报文不合规：${show(f['reason'])}。`,
      `The message is not one that we read: ${show(f['reason'])}.`,
    ),
  ),
  'parameter-refused': kind(400, say('参数有误', 'Parameter refused'), (f) =>
    say(
      `${count(f['errors'])} 个参数不符合要求，见 errors。`,
      `${count(f['errors'])} parameter(s) do not fit; see errors.`,
    ),
  ),
  'body-refused': kind(422, say('内容不符合要求', 'Body refused'), (f) =>
    say(
      `${count(f['errors'])} 处填写不符合要求，见 errors。`,
      `${count(f['errors'])} field(s) do not fit; see errors.`,
    ),
  ),
  'no-such-route': kind(
    404,
    say('没有这个地址', 'No such address'),
    say(
      '此地址下没有内容。接口清单见 /api/openapi.json。',
      'There is nothing here. /api/openapi.json lists what there is.',
    ),
  ),
  'method-not-allowed': kind(405, say('不支持此方法', 'Method not allowed'), (f) =>
    say(`此地址只接受 ${show(f['allow'])}。`, `This address answers ${show(f['allow'])} only.`),
  ),
  'unsupported-media-type': kind(415, say('不支持的内容类型', 'Unsupported media type'), (f) =>
    say(
      `此处只接受 ${show(f['accepted'])}，不接受压缩编码。`,
      `Only ${show(f['accepted'])} is taken here, in no content encoding.`,
    ),
  ),
  'body-too-large': kind(413, say('内容过大', 'Body too large'), (f) =>
    say(`正文不得超过 ${show(f['limit'])} 字节。`, `A body has at most ${show(f['limit'])} bytes here.`),
  ),
  'uri-too-long': kind(
    414,
    say('地址过长', 'Address too long'),
    say('地址中有一段过长。', 'A part of the address is too long.'),
  ),
  'headers-too-large': kind(
    431,
    say('首部过大', 'Header fields too large'),
    say('请求首部合计过大。', 'The header fields are too large together.'),
  ),
  'request-timeout': kind(
    408,
    say('请求超时', 'Request timeout'),
    say('请求未在限定时间内送达。', 'The request did not arrive in time.'),
  ),
  'internal-error': kind(
    500,
    say('系统内部错误', 'Internal error'),
    say(
      '系统出错。请将 instance 中的编号告知管理员，日志以此编号记有详情。',
      'Something went wrong on our side. Give the administrator the number in instance.',
    ),
  ),
  'not-ready': kind(
    503,
    say('系统尚未就绪', 'Not ready'),
    say('数据库没有响应，请稍后再试。', 'The database does not answer. Try again later.'),
    LATER,
  ),
  closing: kind(
    503,
    say('系统正在停止', 'Stopping'),
    say('系统正在停止，请稍后再试。', 'The program is stopping. Try again later.'),
    LATER,
  ),
};

/** By the reason of a document that is not safe; what the antivirus program found, where it did. */
const WHY_UNSAFE: Readonly<Record<string, (finding: string) => Text>> = {
  'unpacks-too-large': () =>
    say(
      '这个压缩包解开后远大于其本身（压缩炸弹），未予保存。请用原始软件重新另存后上传。',
      'It unpacks to far more than it is (an archive bomb), and was not kept. Save it anew with the program that made it.',
    ),
  'names-lead-elsewhere': () =>
    say(
      '压缩包内的文件名指向包外或者重复，未予保存。请用原始软件重新另存后上传。',
      'Names inside it lead elsewhere, or come twice; it was not kept. Save it anew with the program that made it.',
    ),
  malware: (finding) =>
    say(
      `查杀程序发现病毒（${finding}），未予保存。请在本机杀毒后再上传，并告知管理员。`,
      `The antivirus program found ${finding}; it was not kept. Clean your computer, and tell the administrator.`,
    ),
};

/** Papers (src/documents). */
const documents = {
  'document-not-found': kind(
    404,
    say('没有这份材料', 'No such document'),
    say('材料库中没有此摘要的材料。', 'The store holds no document with this digest.'),
  ),
  'document-removed': kind(
    410,
    say('材料已依令移除', 'Document removed under an order'),
    say(
      '此材料已按保密命令或销毁清单移除，不再提供，也不再收存。',
      'It was removed under a secrecy order or a destruction list: it is neither given out nor taken in again.',
    ),
  ),
  'document-too-large': kind(413, say('材料过大', 'Document too large'), (f) =>
    say(`一份材料不得超过 ${show(f['limit'])} 字节。`, `A document has at most ${show(f['limit'])} bytes.`),
  ),
  'document-type-refused': kind(415, say('材料类型不受理', 'Document type refused'), (f) =>
    say(
      `按内容识别，只受理 ${show(f['accepted'])}。`,
      `By its content it is none of ${show(f['accepted'])}.`,
    ),
  ),
  'document-unsafe': kind(
    422,
    say('材料不安全', 'Document not safe'),
    (f) =>
      WHY_UNSAFE[show(f['reason'])]?.(show(f['finding'])) ??
      say('材料未予保存。', 'The document was not kept.'),
  ),
  'antivirus-unavailable': kind(
    503,
    say('病毒查杀程序没有响应', 'Antivirus not available'),
    say(
      '材料须先查毒才能保存，而查杀程序没有响应，未予保存。请稍后再试，或告知管理员。',
      'Documents are kept only once they were scanned, and the scanner does not answer. It was not kept. Try again, or tell the administrator.',
    ),
    LATER,
  ),
  'document-incomplete': kind(
    400,
    say('上传中断', 'Upload incomplete'),
    say('材料未完整送达，未予保存。', 'The document did not arrive whole, and was not kept.'),
  ),
  'document-damaged': kind(500, say('材料已损坏', 'Document damaged'), (f) =>
    say(
      `存储的材料与其摘要 ${show(f['sha256'])} 不符，未予提供。请从备份恢复或重新上传原件。`,
      `What is stored does not have the digest ${show(f['sha256'])} and is not given out. Restore it from a backup, or upload the original again.`,
    ),
  ),
};

/** Acts (src/road). */
const acts = {
  'not-competent': kind(403, say('无权办理', 'Not competent'), (f) =>
    say(
      `此行为须由${roles(f['neededRoles'], 'zh')}作出，您的角色：${roles(f['heldRoles'], 'zh') || '无'}。`,
      `This act is for: ${roles(f['neededRoles'], 'en')}. You act here as: ${roles(f['heldRoles'], 'en') || 'nobody'}.`,
    ),
  ),
  'payload-refused': kind(422, say('填写内容不符合要求', 'Payload refused'), (f) =>
    say(
      `有 ${count(f['faults'])} 处不符合此事件的要求，见 faults。`,
      `${count(f['faults'])} field(s) do not fit the schema of this event; see faults.`,
    ),
  ),
  'requirement-unmet': kind(409, say('不符合程序要求', 'Requirement unmet'), (f) =>
    say(
      `有 ${count(f['unmet'])} 项要求未满足，见 unmet：每项列明规则、现状、所需与补救办法。`,
      `${count(f['unmet'])} requirement(s) are unmet; each in unmet says its rule, what was found, what is needed and how.`,
    ),
  ),
  'not-now': kind(
    409,
    say('当前阶段不能办理', 'Not now'),
    say('按程序，当前阶段不能作出此行为。', 'The procedure has no such step at this point.'),
  ),
  'if-match-missing': kind(
    428,
    say('缺少 If-Match', 'If-Match missing'),
    say('请以 If-Match 注明您所依据的版本。', 'Say with If-Match which version you decide on.'),
  ),
  'not-found': kind(
    404,
    say('未找到', 'Not found'),
    say('没有这一事项，或您无权查看。', 'There is no such thing, or none that you may see.'),
  ),
  'unknown-event': kind(
    422,
    say('没有这种事件', 'Unknown event'),
    say('此程序没有这种事件。', 'This procedure has no such event.'),
  ),
  'replay-disagrees': kind(
    500,
    say('重放结果不一致', 'Replay disagrees'),
    say(
      '按记录重放的结果与所记状态不一致，已停止办理。请立即核验账本。',
      'Replay of the record does not agree with its recorded state. Nothing more is taken; verify the ledger now.',
    ),
  ),
};

/** The ledger (src/ledger). */
const ledger = {
  'version-conflict': kind(412, say('版本已更新', 'Version conflict'), (f) =>
    say(
      `现为第 ${show(f['actual'])} 版，您依据的是第 ${show(f['expected'])} 版。请重新读取后再办。`,
      `It is at version ${show(f['actual'])}; you decided on version ${show(f['expected'])}. Read it again, and decide again.`,
    ),
  ),
  'idempotency-key-reused': kind(
    422,
    say('Idempotency-Key 已用于其他请求', 'Idempotency-Key reused'),
    say(
      '此键已用于另一请求，请为新请求换一个键。',
      'This key stands for a different request. Take a new key for a new request.',
    ),
  ),
  'not-recordable': kind(422, say('无法记录', 'Not recordable'), (f) =>
    say(
      `此内容不能记入账本：${show(f['reason'])}。`,
      `This cannot stand in the ledger: ${show(f['reason'])}.`,
    ),
  ),
  'not-signed-yet': kind(
    503,
    say('尚无检查点', 'Not signed yet'),
    say(
      '最新的记录还没有签名的检查点，通常几秒内就有。请稍后再试。',
      'The newest records have no signed checkpoint yet, which usually takes seconds. Try again shortly.',
    ),
    LATER,
  ),
  'ledger-unavailable': kind(
    503,
    say('账本暂不可用', 'Ledger unavailable'),
    (f) =>
      say(
        `未予确认（${show(f['reason'])}）。请稍后以同一 Idempotency-Key 重试。`,
        `Nothing was acknowledged (${show(f['reason'])}). Try again with the same Idempotency-Key.`,
      ),
    LATER,
  ),
  'log-rolled-back': kind(
    503,
    say('账本被回退', 'Ledger rolled back'),
    say('账本少于已签署的内容，已停止写入。', 'The ledger holds less than was signed. Nothing is written.'),
  ),
  'log-forked': kind(
    503,
    say('账本出现分叉', 'Ledger forked'),
    say(
      '账本与已签署的内容不一致，已停止写入。',
      'The ledger does not continue what was signed. Nothing is written.',
    ),
  ),
  'signer-moved': kind(
    503,
    say('签署器状态已变化', 'Signer moved'),
    say('另有程序刚刚签署，请稍后再试。', 'Another process has signed meanwhile. Try again.'),
    LATER,
  ),
};

/** The one table: what each code of a refusal is in HTTP. Codes are a contract; a new one is added here. */
export const PROBLEMS: Readonly<Record<string, ProblemKind>> = {
  ...request,
  ...people,
  ...documents,
  ...acts,
  ...ledger,
  ...desk,
};

/** A URN, since nobody should have to resolve an address to read an error (RFC 9457 §3.1.1). */
export const problemType = (code: string): string => `urn:chengxu:problem:${code}`;
