/**
 * How the rules of Decree 713 are kept that no requirement keeps whole: by the shape of the machine, by the form of
 * an act, elsewhere in the program, merely on record — or not yet. `docs/law.md` is written from this and from the
 * requirements; a rule that stands in neither shows there as not enforced.
 */
import type { Text } from '../vocabulary.js';

export type Enforcement =
  'enforced' | 'structure' | 'form' | 'elsewhere' | 'recorded' | 'no-duty' | 'not-yet';

export interface OtherwiseEnforced extends Text {
  readonly how: Enforcement;
}

const as =
  (how: Enforcement) =>
  (zh: string, en: string): OtherwiseEnforced => ({ how, zh, en });
/** By requirements, with a remark on what they cannot see. */
const enforced = as('enforced');
const structure = as('structure');
const form = as('form');
const elsewhere = as('elsewhere');
const recorded = as('recorded');
const noDuty = as('no-duty');
const notYet = as('not-yet');

export const OTHERWISE_ENFORCED: Readonly<Record<string, OtherwiseEnforced>> = {
  'D713-002-a': elsewhere(
    '启动时确定本机关所适用的规则及其强度（jurisdictions）；调整程序尚未支持',
    'the rules and their strength are fixed at the start (jurisdictions); adjusting a decision is not supported yet',
  ),
  'D713-003-d': notYet('年度目录尚未支持', 'the yearly catalogue is not supported yet'),
  'D713-003-e': notYet('年度目录尚未支持', 'the yearly catalogue is not supported yet'),
  'D713-008-a': structure(
    'CongressMatterFound 未办结不得印发',
    'no issue before CongressMatterFound and what follows from it',
  ),
  'D713-010-b': form(
    '建议必须写明问题、理由依据、方案；研究必须写明必要性、可行性',
    'the proposal states problem, reasons and basis, outline; the study states necessity and feasibility',
  ),
  'D713-010-c': structure(
    '未经研究论证（ProposalStudied）不能启动',
    'no start before the study (ProposalStudied)',
  ),
  'D713-010-d': structure(
    '未经研究论证（ProposalStudied）不能启动',
    'no start before the study (ProposalStudied)',
  ),
  'D713-012-a': enforced(
    '表单须列明法律法规规章政策；是否列全由人判断',
    'the form takes the list of law; whether it is whole is for people to judge',
  ),
  'D713-012-b': noDuty('可以提出多个方案：材料可列 role=option', 'options may be listed with role=option'),
  'D713-012-c': noDuty(
    '根据需要进行：可列为附件，系统不判断是否需要',
    'where needed: may be annexed; the system does not judge the need',
  ),
  'D713-014-c': enforced(
    '是否涉及特定群体，由承办单位在草案中声明（touches）',
    'whether a group is touched is what the draft declares (touches)',
  ),
  'D713-015-c': enforced(
    '说明、途径、方式、期限由表单强制',
    'explanation, channels, way to comment and period are compulsory in the form',
  ),
  'D713-015-d': form(
    '公告须写明发布渠道；发布凭证以 evidenced 提供，未强制',
    'the notice names its channels; proof of publication comes as evidence and is not compulsory',
  ),
  'D713-015-e': noDuty('可以', 'permissive'),
  'D713-016-f': noDuty('可以；需要时 HearingAnnounced', 'permissive; HearingAnnounced where wanted'),
  'D713-018-a': enforced(
    '核对每条意见均有处理结果；采纳是否合理由人判断',
    'every comment has a disposition; whether it is reasonable is for people to judge',
  ),
  'D713-020-b': noDuty(
    '注重选择：各专家意见均留痕，系统不强制',
    'to be sought: every opinion is on record, nothing is forced',
  ),
  'D713-022-b': recorded(
    'RiskAssessed 可链接原报告（reuses）',
    'RiskAssessed may link the earlier report (reuses)',
  ),
  'D713-025-b': enforced(
    '结论为不合法的，只能修改后重新送审',
    'after “unlawful” the only road is a new draft and a new review',
  ),
  'D713-025-c': structure(
    '只有 LegalityOpinionIssued、ConformityConfirmed 通向可以上会的状态；征求意见、会签不是路径',
    'only LegalityOpinionIssued and ConformityConfirmed lead on to the meeting; no comment or countersignature does',
  ),
  'D713-029-b': enforced(
    '是否涉及市场主体，由承办单位在草案中声明（touches）',
    'whether market players are concerned is what the draft declares (touches)',
  ),
  'D713-030-d': recorded(
    '发言、回避、不同意见、不合程序的情况均可记录，本人确认；记录是否属实不能由程序保证',
    'views, recusals, dissent and irregularities can be recorded and confirmed; no program can make a record true',
  ),
  'D713-030-f': noDuty(
    '条例无法定人数；本地人数参数尚未支持',
    'the decree sets no quorum; a local one is not supported yet',
  ),
  'D713-031-a': structure(
    'PartyCommitteeAsked 未办结不得印发；是否须请示报告由决策机关认定并说明理由',
    'no issue before PartyCommitteeAsked and its answer; whether it must be asked is found with a reason',
  ),
  'D713-032-a': recorded(
    '公布或依法不予公布均留痕；公布期限尚未控制',
    'publication or its lawful absence is on record; its time is not enforced yet',
  ),
  'D713-032-b': recorded(
    'DecisionPublished 记录是否说明采纳情况，未强制',
    'DecisionPublished says whether adoption was explained; nothing is forced',
  ),
  'D713-033-a': recorded(
    'DecisionArchived 留痕；归档期限尚未控制',
    'DecisionArchived is on record; its time is not enforced yet',
  ),
  'D713-034-a': recorded(
    'ExecutionAssigned 之后才能报告执行情况；期限尚未控制',
    'reports come only after ExecutionAssigned; its time is not enforced yet',
  ),
  'D713-034-b': recorded('ExecutionReported', 'ExecutionReported'),
  'D713-034-c': notYet('督促检查尚未支持', 'supervision of the execution is not supported yet'),
  'D713-035-a': recorded('ExecutionReported 记录问题种类', 'ExecutionReported names the kind of problem'),
  'D713-035-b': notYet('决策后的公众意见尚未支持', 'comments after the decision are not supported yet'),
  'D713-036-a': notYet('后评估尚未支持', 'post-evaluation is not supported yet'),
  'D713-036-b': notYet('后评估尚未支持', 'post-evaluation is not supported yet'),
  'D713-036-c': notYet('后评估尚未支持', 'post-evaluation is not supported yet'),
  'D713-037-a': notYet('中止、调整执行尚未支持', 'suspension and adjustment are not supported yet'),
  'D713-037-b': notYet('中止、调整执行尚未支持', 'suspension and adjustment are not supported yet'),
  'D713-037-c': notYet('中止、调整执行尚未支持', 'suspension and adjustment are not supported yet'),
  'D713-038-a': elsewhere(
    '不同意见由本人确认；账本只增不改，凭回执可证',
    'dissent is confirmed by the member; the ledger is append-only, and a receipt proves it',
  ),
  'D713-038-b': elsewhere(
    '账本中行为人姓名、言论属 accountability，不得删除',
    'names and words of those who act are never removed from the ledger',
  ),
  'D713-038-c': notYet(
    '责令改正、久拖不决的提醒尚未支持',
    'orders to correct, and warnings of undue delay, are not supported yet',
  ),
  'D713-041-a': elsewhere(
    '人员 standing=barred，expert-without-interest 据此拒绝',
    "a person's standing: expert-without-interest refuses who is barred",
  ),
  'D713-043-a': elsewhere(
    '本机关规则集可增加评估、收紧期限；地方规则的数据尚未收入',
    "a body's rule set may add assessments and tighten periods; local rules themselves are not in the data yet",
  ),
};
