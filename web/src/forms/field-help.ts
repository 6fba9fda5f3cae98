/** Help under a field, where a clerk would ask; statements to be ticked say there what is stated. Imports nothing. */
interface Text {
  readonly zh: string;
  readonly en: string;
}

export const FIELD_HELP: Readonly<Record<string, Text>> = {
  amount: { zh: '单位：元，可以保留两位小数。', en: 'In yuan, with two decimals at most.' },
  applicableLaw: { zh: '每行一部，写全称。', en: 'One on each line, with its full title.' },
  bundle: {
    zh: '草案正文必附；有备选方案的，逐个上传并标明“备选方案”。',
    en: 'The draft itself, and each option and annex, marked as such.',
  },
  catalogueItem: {
    zh: '已列入年度目录的，填目录中的序号。',
    en: 'Where it stands in the annual catalogue: its number there.',
  },
  checkedBy: { zh: '须是录入人以外的人。', en: 'Somebody other than who enters it.' },
  completionBy: { zh: '决定启动时明确的完成时限。', en: 'The date set when the procedure started.' },
  confirmed: { zh: '以上记载与我的意见一致', en: 'What is recorded above is what I said' },
  contact: {
    zh: '属个人信息，只用于答复，可依法删除。',
    en: 'Personal: used for the answer only, and can be erased.',
  },
  controllable: {
    zh: '不可控的，须调整草案、采取措施后重新评估，不能在本次会议作出决定。',
    en: 'If it cannot be controlled, the draft goes back and the risk is assessed again.',
  },
  deadline: {
    zh: '自公布之日起一般不少于30日；少于30日的须说明理由。',
    en: 'As a rule at least 30 days after publication; a shorter period needs a reason.',
  },
  disagreement: {
    zh: '未协商一致的，写明各方意见和理由。',
    en: 'Where they did not agree: the views and reasons of each.',
  },
  declaredBy: { zh: '宣布进入应急状态的机关。', en: 'Who declared the emergency.' },
  editedText: {
    zh: '作一般修改后通过的，附首长签署的修改稿。',
    en: 'Where it passed with edits: the text as signed by the head.',
  },
  exemptionsReviewed: {
    zh: '逐项复核承办单位所作的“不适用”认定。',
    en: 'Each finding that a step does not apply, looked at.',
  },
  grounds: { zh: '写明会议判断的依据。', en: 'What the meeting based it on.' },
  groupsHeard: {
    zh: '涉及特定群体利益的，应当听取该群体或者有关组织的意见。',
    en: 'Where a specific group is concerned, it has to be heard.',
  },
  happenedOn: { zh: '实际发生的日期，不是录入的日期。', en: 'When it happened, not when it is entered.' },
  hearingRequiredBy: {
    zh: '法律、法规、规章要求听证的，写明条款；没有的留空。',
    en: 'Where a law asks for a hearing: the provision. Otherwise leave it empty.',
  },
  holdsStateSecret: {
    zh: '本事项及所附材料不含国家秘密。涉密事项不得在本系统办理。',
    en: 'Neither the matter nor its papers hold state secrets. What does is never entered here.',
  },
  independent: {
    zh: '我将独立、客观、公正地提出意见',
    en: 'I give my opinion independently, objectively and fairly',
  },
  interests: {
    zh: '与本事项有直接利害关系的专家不得参加论证。',
    en: 'Who has a direct interest takes no part.',
  },
  directInterest: {
    zh: '与本事项有直接利害关系的，不能参加论证（《重大行政决策程序暂行条例》第二十条）。',
    en: 'Whoever has a direct interest takes no part in the review (Interim Regulations, article 20).',
  },
  freeOfInterest: {
    zh: '我没有参与起草，与本事项没有利害关系，也没有代理对方当事人',
    en: 'I did not draft, have no interest in the matter, and act for no other side in it',
  },
  jointBodies: { zh: '几个机关联合决策的才填。', en: 'Only where several bodies decide together.' },
  keepsConfidence: {
    zh: '我将对知悉的国家秘密、商业秘密、个人隐私保密',
    en: 'I keep to myself the secrets that I learn',
  },
  leadUnit: { zh: '两个以上单位承办的，明确一个牵头。', en: 'Where several units draft it, one leads.' },
  matters: {
    zh: '征地、政府定价、城乡规划、须环评的专项规划另有专门程序，属于的请勾选。',
    en: 'Some fields have procedures of their own on top; tick those that apply.',
  },
  measuresDone: { zh: '勾选这次报告已经落实的措施。', en: 'The measures that this report shows as done.' },
  minute: { zh: '作出该决定的会议纪要或者批示。', en: 'The minute or instruction by which it was decided.' },
  noCounselBecause: {
    zh: '没有法律顾问、公职律师意见的才填。',
    en: 'Only where no counsel gave an opinion.',
  },
  number: { zh: '如：横政发〔2025〕12号。', en: 'As it stands on the paper.' },
  'added/number': { zh: '目录中的序号。', en: 'Its number in the catalogue.' },
  'changed/number': { zh: '目录中的序号。', en: 'Its number in the catalogue.' },
  'items/number': { zh: '目录中的序号。', en: 'Its number in the catalogue.' },
  plannedMeeting: {
    zh: '系统据此提示能否赶上会期。',
    en: 'From it the program says whether the meeting can be kept.',
  },
  projectCode: {
    zh: '全国投资项目在线审批监管平台赋码。',
    en: 'Of the national platform for investment projects.',
  },
  reasonsAgainstExperts: {
    zh: '未采纳多数专家意见的，应当说明理由。',
    en: 'Needed where most experts are not followed.',
  },
  reasonsAgainstMajority: {
    zh: '首长拟作的决定与多数人意见不一致的，应当在会上说明理由，此处如实记录。',
    en: 'Where the head decides otherwise than most said: the reasons given in the meeting.',
  },
  refusedToSign: { zh: '拒绝签字的人数；没有的填 0。', en: 'How many refused to sign; 0 for none.' },
  reuses: { zh: '沿用已有评估的，附该评估报告。', en: 'Where an earlier assessment is used: its report.' },
  reviewedBy: { zh: '评审风险评估报告的人员。', en: 'Who reviewed the risk report.' },
  sealed: { zh: '正式文本已加盖决策机关公章', en: 'The text as issued bears the seal of the body' },
  shorteningReason: {
    zh: '期限少于30日的必填，将随公告一并公布。',
    en: 'Needed for fewer than 30 days; published with the call.',
  },
  signedSheet: {
    zh: '参加人签字的签到表、记录，拍照或者扫描。',
    en: 'As signed by those who took part: a scan or a photograph.',
  },
  source: {
    zh: '能够证明的原件，拍照或者扫描。',
    en: 'What proves it: a scan or a photograph of the original.',
  },
  successor: { zh: '重大调整或者另行决策的，选新的决策事项。', en: 'Where it is decided anew: that matter.' },
  timeSufficedBecause: {
    zh: '审查时间少于7个工作日的必填。',
    en: 'Needed where the review took fewer than 7 working days.',
  },
  touches: {
    zh: '如实勾选；每一项决定是否需要相应程序。',
    en: 'Each answer decides whether a step or a sign-off applies.',
  },
  unprompted: { zh: '论证过程中未受到倾向性提示。', en: 'Nobody hinted at the answer that was wanted.' },
  urgent: {
    zh: '情况紧急的，行政首长可以先决定中止执行。',
    en: 'In urgent cases the head may suspend it first.',
  },
  workingRules: {
    zh: '本机关工作规则中允许这样做的条文。',
    en: "The provision of the body's own rules that allows it.",
  },
  'AuditFindingRecorded/about': {
    zh: '如：合法性审查；第 12 号记录。',
    en: 'Such as: legality review; entry 12.',
  },
  'ExecutionAdviceGiven/question': {
    zh: '一两句话写明所回答的法律问题，全文见意见书。',
    en: 'The legal question in a sentence or two; the opinion itself has the rest.',
  },
  'ConsultationOpened/howToComment': {
    zh: '写明网址、信箱、电话和联系人。',
    en: 'Address, letter box, telephone and contact.',
  },
  'DecisionPublished/reviewedBy': {
    zh: '公布前作政府信息公开审查的人员。',
    en: 'Who checked it before publication.',
  },
  'DraftSubmitted/drafters': {
    zh: '起草人不能担任本事项的合法性审查人。',
    en: 'Whoever drafts cannot review its legality.',
  },
  'ExpertInvited/field': { zh: '如：环境工程、财务。', en: 'Such as environmental engineering.' },
  'MatterScreened/result': {
    zh: '属于的，研究论证后启动决策程序；不属于的，按一般工作办理；排除的、适用特别法的，本程序不适用，因突发事件排除的须向下次会议报告处置情况。',
    en: 'A major one is studied and started; one that is not is ordinary business; for the others this procedure does not apply, and emergency action is reported to the next meeting.',
  },
  'PublicInputHeld/participants': { zh: '每类参加人一行。', en: 'One line for each kind of participant.' },
  'StepFindingRecorded/required': {
    zh: '选“否”的，写明依据的条款和事实；合法性审查时还要复核。',
    en: 'If not, give the provision and the facts; the legality review looks at it again.',
  },
  'StepFindingRecorded/contested': {
    zh: '有单位或者个人对认定提出异议的，选“是”。',
    en: 'Whether anybody objected to the finding.',
  },
};
