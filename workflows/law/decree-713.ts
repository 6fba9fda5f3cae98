/** Decree 713: what its requirements cannot see, what the forms demand, what is merely on record, what is not there. */
import { elsewhere, form, noDuty, recorded, remark, type Claims } from './claims.js';

export const DECREE_713: Claims = {
  'D713-002-a': [
    elsewhere(
      ['src/jurisdictions/rule-sets.ts'],
      [['src/jurisdictions/rule-sets.spec.ts', 'binds as hard as the decree does at that level']],
      '启动时确定本机关所适用的规则及其强度：县级以上为法定，乡镇、部门为参照',
      'the start fixes the rules and their strength: binding from the county up, by reference for townships and departments',
    ),
  ],
  'D713-003-a': [
    remark('属于哪一类由办公机构、行政首长判断', 'which kind it is, is for the office and the head to judge'),
  ],
  'D713-003-b': [
    remark(
      '特别法取代本程序的，认定后不进入本程序；只在期限、步骤上另有规定的，按领域（matters）叠加',
      'where a special law takes the place of the procedure, the matter leaves it; where it only has periods and steps of its own, they come on top (matters)',
    ),
  ],
  'D713-003-d': [
    remark(
      '所管的是年度目录；事项标准的制定、公布不在本程序办理',
      'this is about the yearly catalogue; standards are made and published outside the program',
    ),
  ],
  'D713-010-b': [
    form(
      'DecisionProposed',
      ['problem', 'reasonsAndBasis', 'outline'],
      '问题、理由依据、初步方案人人都须写明；必要性、可行性是对部门、下级政府的要求',
      'problem, reasons and basis, and outline are asked of everybody; necessity and feasibility of departments and lower governments',
    ),
    form('ProposalStudied', ['necessity', 'feasibility'], '研究论证须写明两项', 'the study states both'),
  ],
  'D713-012-a': [
    form(
      'DraftSubmitted',
      ['applicableLaw'],
      '须列明法律法规规章政策；是否列全由人判断',
      'the list of law is compulsory; whether it is whole is for people to judge',
    ),
  ],
  'D713-012-b': [
    noDuty(
      '可以提出多个方案：列为 option 的材料，决定时写明采用哪个',
      'options may be listed; the outcome then names the one chosen',
    ),
  ],
  'D713-012-c': [
    noDuty(
      '根据需要进行：可列为附件，系统不判断是否需要',
      'where needed: may be annexed; the program does not judge the need',
    ),
  ],
  'D713-013-a': [
    remark('涉及哪些单位，由承办单位在草案中声明', 'which units are touched is what the draft declares'),
  ],
  'D713-014-c': [
    remark(
      '是否涉及特定群体，由承办单位在草案中声明',
      'whether a group is touched is what the draft declares',
    ),
  ],
  'D713-015-c': [
    form(
      'ConsultationOpened',
      ['explanation', 'channels', 'howToComment', 'deadline', 'bundleDigest'],
      '草案、说明、途径、提意见方式、期限缺一不可',
      'draft, explanation, channels, way to comment and period: none may be missing',
    ),
  ],
  'D713-015-d': [
    form(
      'ConsultationOpened',
      ['channels'],
      '须写明发布渠道；发布凭证作为佐证提供，不强制',
      'the notice names its channels; proof of publication comes as evidence and is not compulsory',
    ),
  ],
  'D713-015-e': [noDuty('可以', 'permissive')],
  'D713-016-b': [
    form(
      'HearingAnnounced',
      ['hearingOn', 'place', 'explanation'],
      '时间、地点、草案说明缺一不可',
      'time, place and explanation: none may be missing',
    ),
  ],
  'D713-016-f': [noDuty('可以；需要时公告听证会', 'permissive; a hearing is announced where it is wanted')],
  'D713-018-a': [
    form(
      'PublicInputReported',
      ['report'],
      '须附归纳和采纳情况的报告',
      'the report on adoption is compulsory',
    ),
    remark(
      '每条意见均须有处理结果；采纳是否合理由人判断',
      'every comment has a disposition; whether it is reasonable is for people to judge',
    ),
  ],
  'D713-019-d': [
    form(
      'ExpertDeclared',
      ['directInterest', 'independent', 'keepsConfidence'],
      '专家本人声明利害关系、独立论证、保密；是否做到不能由程序保证',
      'the expert declares interest, independence and confidence; no program can make it so',
    ),
  ],
  'D713-020-b': [
    noDuty(
      '注重选择：各专家意见均留痕，不强制',
      'to be sought: every opinion is on record, nothing is forced',
    ),
  ],
  'D713-022-b': [
    recorded('RiskAssessed', ['reuses'], '可链接已有的评估报告，不必重做', 'an earlier report may be linked'),
  ],
  'D713-025-b': [
    remark(
      '结论为不合法的，只能修改后重新送审',
      'after “unlawful” the only road is another draft and another review',
    ),
  ],
  'D713-027-a': [
    form('LegalityOpinionIssued', ['power', 'procedure', 'content'], '三项分别作答', 'three answers'),
  ],
  'D713-028-a': [
    form('LegalityOpinionIssued', ['opinion'], '须附审查意见原件', 'the opinion itself is compulsory'),
  ],
  'D713-029-b': [
    remark(
      '是否涉及市场主体，由承办单位在草案中声明',
      'whether market players are concerned is what the draft declares',
    ),
  ],
  'D713-030-d': [
    recorded(
      'MemberSpoke',
      ['stance', 'words'],
      '发言、回避、不同意见、不合程序的情况均可记录，不同意见由本人确认；记录是否属实不能由程序保证',
      'views, recusals, dissent and irregularities are on record, dissent confirmed by its author; no program can make a record true',
    ),
  ],
  'D713-030-f': [remark('条例无法定人数；本地规则可以设定', 'the decree sets no quorum; local rules may')],
  'D713-031-a': [
    remark(
      '是否须请示报告由决策机关认定并说明理由',
      'whether it has to be asked is found by the deciding body, with a reason',
    ),
  ],
  'D713-032-a': [
    recorded(
      'DecisionPublished',
      ['channels'],
      '公布、依法不予公布均留痕，不予公布的理由须成立；没有公布的不能强制，期限届满由程序记录',
      'publication or its lawful absence is on record, and its ground has to hold; nothing can force it, and when its time has passed that is recorded',
    ),
  ],
  'D713-033-a': [
    recorded(
      'DecisionArchived',
      ['fileNumber', 'inventory'],
      '归档留痕；是否完整由人判断，移交分工的地方逐一核对',
      'the filing is on record; whether it is whole is for people to judge, and checked where the duty is divided',
    ),
  ],
  'D713-034-a': [form('ExecutionAssigned', ['units'], '须写明执行单位', 'the executing unit is compulsory')],
  'D713-034-c': [
    recorded('ExecutionInspected', ['finding', 'record'], '督促检查留痕', 'inspections are on record'),
  ],
  'D713-035-a': [
    recorded(
      'ExecutionReported',
      ['problem'],
      '报告须写明有无问题、重大变化、不可抗力；是否及时不能强制',
      'every report says whether there is a problem, a major change or force majeure; nothing can force it in time',
    ),
  ],
  'D713-035-b': [
    recorded(
      'ExecutionOpinionReceived',
      ['words'],
      '决策后的意见建议随时可以提出、答复',
      'after the decision people may write in at any time, and are answered',
    ),
  ],
  'D713-036-b': [
    form(
      'EvaluationOrdered',
      ['ground'],
      '组织后评估须写明三种情形之一；是否组织由机关决定',
      'an evaluation names one of the three grounds; whether there is one is for the body',
    ),
  ],
  'D713-038-b': [
    elsewhere(
      ['src/ledger/verify.ts', 'src/engine/disclosed-fields.ts'],
      [['src/ledger/verify-attacks.spec.ts', 'the value of a disclosure is edited']],
      '行为人姓名、言论长期保存，没有删除的途径，改动可以查出',
      'names and words of those who act are kept, with no way to remove them, and changing them is found',
    ),
  ],
  'D713-038-c': [
    recorded(
      'CorrectionOrdered',
      ['document'],
      '责令改正及改正情况留痕；久拖不决的，期限届满由程序记录',
      'orders to correct and what was done are on record; undue delay shows as deadlines that have passed',
    ),
  ],
  'D713-041-a': [
    elsewhere(
      ['src/people/person.ts'],
      [['src/people/people.spec.ts', 'struck from the pool']],
      '人员主体记录取消或恢复专家库资格；已取消的，不得邀请',
      'an act on the person strikes an expert from the pool or lets one in again; whoever is struck is not invited',
    ),
  ],
};
