/** Rules of other laws that bear on a decision, on its record, or on the system that keeps it. */
import {
  elsewhere,
  form,
  keptBy,
  noDuty,
  notYet,
  outOfScope,
  recorded,
  remark,
  type Claims,
} from './claims.js';

const FAIR_COMPETITION: Claims = {
  'FCR-012': [
    recorded(
      'AssessmentRecorded',
      ['remark'],
      '例外情形及实施期限写在审查结论里，可在备注写明，不核对',
      'an exception and its term stand in the conclusion; they can be noted and are not checked',
    ),
  ],
  'FCR-014': [
    recorded(
      'AssessmentRecorded',
      ['by'],
      '写明由哪个单位审查；是否会同起草单位、起草单位是否先行初审，不核对',
      'which unit reviewed is noted; joint review and the drafter’s first review are not checked',
    ),
  ],
  'FCR-016': [
    recorded(
      'PublicInputHeld',
      ['participants'],
      '听取了哪些经营者、协会可写明；全国规则不强制，要求听取市场主体意见的地方强制',
      'operators and associations that were heard are noted; compulsory only where a place demands that businesses are heard',
    ),
  ],
  'FCRI-002': [
    outOfScope(
      '行政协议、备忘录不是决策草案，本程序不办理',
      'agreements and memoranda are no drafts of decisions and are not handled here',
    ),
  ],
  'FCRI-027': [
    keptBy(
      'assessments-in',
      '审查机构认定文本有实质变动的，原评估审查结果不再算数，须重新审查',
      'once the reviewer finds a difference in substance, earlier results count no more and the assessment is made again',
    ),
  ],
  'FCRI-029': [
    form(
      'AssessmentRecorded',
      ['passed', 'report'],
      '须有明确结论并附书面审查结论',
      'a clear result, and the written conclusion',
    ),
  ],
  'FCRI-032': [
    keptBy(
      'assessments-in',
      '只有记录审查结果才算；与单位协商、征求意见都不算',
      'only the result of the review counts, no consultation of units and no call for comments',
    ),
  ],
};

const REVIEW_AND_COUNSEL: Claims = {
  'TOWN-02': [
    recorded(
      'LegalityOpinionIssued',
      ['opinion'],
      '审查人由授权确定，可以属于司法所；是否至少明确一人，不核对',
      'reviewers are known by their grants and may be of the justice office; whether there is one is not checked',
    ),
  ],
  'TOWN-03': [
    outOfScope(
      '重大决策由本程序办理；规范性文件、重大执法决定、合同的审查属于其他程序（尚未编写）',
      'decisions are handled here; normative documents, enforcement decisions and contracts belong to other procedures, not written yet',
    ),
  ],
  'TOWN-04': [
    keptBy(
      'meeting-of-the-deciding-body',
      '由哪个会议决定是参数，乡镇自己的规则可以指定',
      'which meeting decides is a parameter, and a township’s own rules may name it',
    ),
  ],
  'LA-01': [
    remark('顾问未提出意见的，审查机构须写明原因', 'where counsel gave no opinion the reviewer states why'),
  ],
  'LA-03': [
    keptBy(
      'counsel-did-not-draft',
      '只看得到是否参与起草；其他利害关系由人判断',
      'only drafting is seen; any other interest is for people to judge',
    ),
  ],
};

const COUNTING: Claims = {
  'TIME-01': [
    elsewhere(
      ['src/engine/day-counting.ts'],
      [['src/engine/day-counting.spec.ts', 'excludes the first day']],
      '起算当日不计',
      'the first day is not counted',
    ),
  ],
  'TIME-02': [
    noDuty(
      '可配置：全国规则不顺延，地方规则可以选择顺延',
      'a choice: nothing rolls over in the national rules, a place may choose so',
    ),
  ],
  'TIME-05': [
    elsewhere(
      ['src/calendar/calendars.ts', 'src/engine/day-counting.ts'],
      [['src/engine/day-counting.spec.ts', 'says that 2027 is provisional']],
      '工作日含调休上班日；超出日历的年份标为暂定',
      'make-up days count; dates beyond the calendar are marked provisional',
    ),
  ],
  'TIME-06': [
    remark(
      '期限从记录或者经第二人核对的佐证日期起算，从不按计划日期起算',
      'periods count from what is recorded, or evidenced and checked by a second person; never from a plan',
    ),
  ],
};

const PUBLICITY_AND_FILES: Claims = {
  'DISC-015': [
    remark(
      '内容是否涉及个人隐私、商业秘密，由公开前的审查人判断',
      'whether it holds private or trade secrets is for whoever looks at it before publication',
    ),
  ],
  'DISC-016': [noDuty('可以不公开', 'may be withheld')],
  'DISC-026': [
    recorded(
      'DeadlinePassed',
      ['deadline'],
      '20个工作日届满未公布的，由程序记录，不拒绝',
      'when 20 working days have passed without publication that is recorded; nothing is refused',
    ),
  ],
  'ARCH-019': [
    recorded(
      'DecisionArchived',
      ['fileNumber', 'inventory'],
      '归档号、目录留痕；保管期限由机关登记（RetentionPeriodSet），写入归档信息包和齐备证明',
      'file number and inventory are on record; the body sets the retention period, which the archival package and the certificate show',
    ),
  ],
  'ARCH-020': [outOfScope('移交由档案部门办理', 'the transfer is for the archives to make')],
  'ARCH-037': [
    elsewhere(
      ['src/ledger/verify.ts', 'src/documents/documents.ts'],
      [['src/documents/documents.spec.ts', 'is kept by its digest']],
      '原文按摘要保存，每次读取核对；元数据在账本中',
      'papers are kept by their digest and compared on every read; the metadata are in the ledger',
    ),
  ],
  'ARCH-039': [
    elsewhere(
      ['src/ledger/append.ts'],
      [['src/ledger/verify-attacks.spec.ts', 'a leaf is edited']],
      '每一行为的行为人、时间、内容都在账本中，可追溯',
      'who acted, when and how stands in the ledger for every act',
    ),
  ],
  'ARCH-048': [
    elsewhere(
      ['src/ledger/verify.ts'],
      [['src/ledger/verify-attacks.spec.ts', 'an event in the middle is deleted']],
      '篡改、删除、插入均可查出',
      'what was altered, deleted or inserted is found',
    ),
  ],
  'ARCH-DB35': [
    notYet(
      '有归档信息包的导出（docs/archive.md），结构不是该标准的：其正文未能取得',
      'archival packages are exported (docs/archive.md), but not in this standard’s structure: its text could not be had',
    ),
  ],
};

const SYSTEM: Claims = {
  'ESIG-013': [
    remark(
      '由签署人的服务方说明四项条件，系统不验证证书；其他行为凭账号或者签署原件办理',
      'the four conditions are what the signer’s provider states; no certificate is checked, and other acts rest on accounts or signed originals',
    ),
  ],
  'PIPL-006': [
    elsewhere(
      ['workflows/consultation/consultation.ts'],
      [['src/consultations/consultation-room.spec.ts', 'names nobody who asked to stay unnamed']],
      '提意见不必留姓名、联系方式',
      'neither name nor contact is needed to comment',
    ),
  ],
  'PIPL-017': [
    elsewhere(
      ['workflows/consultation/privacy-notice.ts'],
      [['src/consultations/consultations.spec.ts', 'tell anybody which calls run']],
      '征求意见公告一并告知：由谁、为何、收集哪些、保存多久、如何删除',
      'the answer about each call tells who collects what, why, for how long, and how to have it erased',
    ),
  ],
  'PIPL-025': [
    elsewhere(
      ['src/consultations/portal.ts'],
      [['src/consultations/consultation-room.spec.ts', 'keeps the words and the person out of the leaf']],
      '门户不公布提意见人的信息',
      'the portal publishes nothing of those who comment',
    ),
  ],
  'PIPL-036': [
    outOfScope(
      '由部署单位保证：系统运行在本单位的机器上',
      'for whoever runs it: the program runs on their own machine',
    ),
  ],
  'PIPL-055': [outOfScope('由部署单位作影响评估', 'for whoever runs it to assess')],
  'CSL-021': [
    outOfScope(
      '网络日志由部署单位留存；账本本身永久保存',
      'network logs are for whoever runs it; the ledger itself is kept for ever',
    ),
  ],
  'MLPS-01': [
    elsewhere(
      ['src/ledger/verify.ts'],
      [['src/ledger/verify-attacks.spec.ts', 'a leaf is edited']],
      '每个用户的每一行为都在账本中，删改均可查出；备份由部署单位进行',
      'every act of every user is in the ledger and altering it is found; backups are for whoever runs it',
    ),
  ],
  'MLPS-02': [
    elsewhere(
      ['src/installation/separation.ts', 'src/people/administrator-parts.ts'],
      [['src/installation/separation.spec.ts', 'do each what is theirs, and nobody gives a role alone']],
      '可按需启用：系统、安全、审计三类管理员各管一块，授予角色须两人；默认不启用。管理员不因其角色而能办理任何决策',
      'a profile, off by default: three administrators with a part each, a role takes two of them. None acts in a decision by being one',
    ),
  ],
  'CRYPTO-41': [
    notYet(
      '账本可另设 SM3、SM2 的第二来源（默认不启用）；登录、传输和存储的国密算法尚不支持',
      'the ledger can have a second origin in SM3 and SM2, off by default; none of it yet for sign-in, transport and storage',
    ),
  ],
  'SECR-016': [
    outOfScope(
      '涉密事项不进入本系统，定密在系统外进行',
      'matters with state secrets do not enter; they are classified elsewhere',
    ),
  ],
  'SECR-031': [
    form(
      'DecisionProposed',
      ['holdsStateSecret'],
      '提出时须声明不含国家秘密，含的不收；声明是否属实不能由程序保证',
      'whoever proposes declares that it holds no state secret, or it is not taken; no program can make that true',
    ),
  ],
  'ANN-01': [notYet('年度报告尚未支持', 'no annual report yet')],
  'ANN-02': [notYet('年度报告尚未支持', 'no annual report yet')],
};

const GUARDS: Claims = {
  'GUARD-02': [
    elsewhere(
      ['workflows/consultation/consultation.ts'],
      [['src/consultations/consultation-room.spec.ts', 'names nobody who asked to stay unnamed']],
      '匿名意见与其他意见一样须逐条处理',
      'a comment without a name is disposed of like any other',
    ),
  ],
  'GUARD-04': [
    elsewhere(
      ['workflows/major-decision/plan.ts'],
      [['workflows/major-decision/plan.spec.ts', 'an open call cannot meet the month planned']],
      '计划早于最短法定路径的，立即告知最早日期',
      'a plan that is earlier than the shortest lawful way is told the earliest day at once',
    ),
  ],
  'GUARD-06': [
    keptBy(
      'meeting-bundle-complete',
      '材料按种类归入送审、上会材料，缺一种即拒绝；错放在别处的不另报警',
      'papers stand in a bundle under their kind, and a missing kind is refused; one that lies elsewhere raises no alarm',
    ),
  ],
};

export const OTHER_LAWS: Claims = {
  ...FAIR_COMPETITION,
  ...REVIEW_AND_COUNSEL,
  ...COUNTING,
  ...PUBLICITY_AND_FILES,
  ...SYSTEM,
  ...GUARDS,
};
