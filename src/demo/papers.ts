/**
 * The papers of the two matters, as short as honest papers can be. They are the township's own, so Chinese in both
 * languages of the demo; the demo uploads each as a PDF and speaks of it by its digest.
 */
export interface SamplePaper {
  /** Kind of paper, as articles 26 and 29 list them. */
  readonly kind: string;
  readonly name: string;
  readonly lines: readonly string[];
}

const paper = (kind: string, name: string, ...lines: string[]): SamplePaper => ({ kind, name, lines });

const FESTIVAL_RULE = '四、非机动车由东入口进出、机动车由西入口进出，活动期间实行临时交通管制。';

const festivalDraft = (fourth: string) =>
  paper(
    'draft',
    '2025年垟庄村杜鹃花节实施方案（草案）',
    '一、时间：2025年5月1日至5月5日。地点：横溪镇垟庄村。',
    '二、主办：横溪镇人民政府。承办：社会事务服务办公室、垟庄村村民委员会。',
    '三、内容：赏花步道、农产品展销、民俗表演。单日接待以八千人为限，满额即停止入园。',
    fourth,
    '五、展销摊位由村民抽签分配，不收摊位费，不限定经营者。',
    '六、经费：二十八万元，列入2025年镇级预算，专款专用，结束后三十日内公布决算。',
    '七、安全：制定人流、消防、医疗、山洪应急预案，派出所、卫生院驻点值守。',
  );

/** The first edition, and the second, in which one comma is another. */
export const festivalEditions = [
  festivalDraft(FESTIVAL_RULE),
  festivalDraft(FESTIVAL_RULE.replace('、机动车', '，机动车')),
] as const;

export const festival = {
  sheet: paper(
    'signed-sheet',
    '垟庄村杜鹃花节座谈会签到表',
    '2025年4月8日14时，垟庄村文化礼堂。',
    '村民代表二十三人、农家乐及商户九人、镇人大代表四人，均已签名。',
  ),
  units: paper(
    'consultation-record',
    '与横溪派出所协商记录',
    '2025年4月2日。派出所同意方案；要求单日限流八千人，西侧设临时停车场。已写入草案。',
  ),
  inputReport: paper(
    'public-input-report',
    '公众意见及采纳情况说明',
    '座谈会收到意见三条：一、摊位应抽签分配，采纳。二、增设两处临时厕所，采纳。',
    '三、活动延长至十日，未采纳：应急值守力量只能保障五日。',
  ),
  risk: paper(
    'risk-report',
    '2025年垟庄村杜鹃花节社会稳定和公共安全风险评估报告',
    '听取横溪派出所、镇卫生院意见，走访村民四十户。',
    '风险点三项：人流集中踩踏；山路会车拥堵；突发山洪。等级：低。',
    '防范措施：限流八千人；东西分流；气象预警即停。附应急处置预案。',
  ),
  legalBasis: paper(
    'legal-basis',
    '草案的依据',
    '仙居县推进全域旅游高质量发展实施意见；大型群众性活动安全管理条例。',
  ),
  account: paper(
    'procedure-account',
    '履行决策程序情况的说明',
    '公众参与：4月8日座谈会。专家论证：认定不适用，理由和依据见认定记录。风险评估：4月10日完成，低风险。',
  ),
  advice: paper('legal-advice', '法律顾问意见书', '限流和应急条款符合大型群众性活动安全管理条例。合法。'),
  opinion: paper(
    'legality-opinion',
    '合法性审查意见书',
    '权限：属于镇人民政府职权。程序：应当履行的程序均已履行，专家论证不适用的认定成立。内容：符合上位规定。',
    '结论：合法。',
  ),
  explanation: paper('draft-explanation', '草案说明', '举办的必要性、主要内容、经费和安全安排。'),
  partyReport: paper(
    'party-report',
    '关于2025年垟庄村杜鹃花节的请示',
    '拟按4月28日镇长办公会议决定实施，请审定。',
  ),
  partyAnswer: paper('party-answer', '中共横溪镇委员会批复', '同意。2025年4月29日。'),
  final: paper(
    'final-edition',
    '2025年垟庄村杜鹃花节实施方案',
    '横政〔2025〕18号。镇长应文浩签发，加盖横溪镇人民政府印章。',
  ),
  minutes: paper(
    'minutes',
    '镇长办公会议纪要（2025年4月28日）',
    '到会四人。表决前逐人发言，镇长最后发言。一人保留不同意见。',
  ),
  inventory: paper(
    'inventory',
    '归档目录',
    '提议、认定、草案两版、签到表、评估报告、审查意见、会议纪要、印发件。',
  ),
} as const;

const wasteDraft = (until: string) =>
  paper(
    'draft',
    '横溪镇集镇区生活垃圾定时定点投放收运方案（草案）',
    '一、范围：集镇区全部住户和商户。投放点沿用现有十二处，不新建。',
    `二、投放时间：每日六时至八时，十七时三十分至${until}。`,
    '三、分易腐、其他、可回收、有害四类收运，易腐垃圾日产日清。',
    '四、收运由镇环卫所负责，不向住户收费。',
    '五、试行三个月后评估，试行期间以劝导为主。',
  );

/** As published for comment, and as changed in answer to a comment. */
export const wasteEditions = [wasteDraft('二十时'), wasteDraft('二十一时三十分')] as const;

export const waste = {
  notice: paper(
    'draft-explanation',
    '关于公开征求生活垃圾定时定点投放收运方案意见的公告',
    '意见征集时间：2025年3月28日至4月27日。可在网上填写，也可寄送或送至村镇建设办公室。',
  ),
  expertOpinion: paper(
    'expert-opinion',
    '专家意见',
    '按三千二百户测算，两车两班可以满足；夜间延长投放应同步增加一班。支持。',
  ),
  expertReport: paper(
    'expert-report',
    '专家论证报告',
    '必要性、可行性、科学性均予论证。增加夜间一班的建议已采纳。',
  ),
  inputReport: paper(
    'public-input-report',
    '公众意见及采纳情况说明',
    '收到意见二条，采纳一条，未采纳一条，理由均已逐条答复。',
  ),
  legalBasis: paper('legal-basis', '草案的依据', '浙江省生活垃圾管理条例。'),
  account: paper(
    'procedure-account',
    '履行决策程序情况的说明',
    '公众参与：3月28日至4月27日公开征求意见。专家论证：4月16日完成。风险评估：认定不适用，理由和依据见认定记录。',
  ),
  advice: paper('legal-advice', '法律顾问意见书', '不新设收费和处罚，合法。'),
  opinion: paper(
    'legality-opinion',
    '合法性审查意见书',
    '权限、程序、内容均符合规定；风险评估不适用的认定成立。结论：合法。',
  ),
  explanation: paper(
    'draft-explanation',
    '草案说明',
    '必要性、主要内容，以及根据公众意见延长夜间投放时间的说明。',
  ),
  record: paper(
    'meeting-record',
    '镇长办公会议记录摘录（2025年5月13日）',
    '9时05分，会议介绍议题后，镇长先行表示“这个方案我看可以”，秘书提示后停止发言，由组成人员依次发言。记录人徐小曼。',
  ),
} as const;
