import { words } from '../words/words';

export const useWords = words('administration', {
  zh: {
    administration: '系统管理',
    parts: '系统管理各项',
    people: '人员',
    units: '机关和单位',
    jurisdictions: '适用的规定',
    settings: '设置与日历',
    separation: '三员分设',
    erasures: '删除与撤除',
    procedures: '程序与证明',
    health: '运行状况',
    notForYou: '这里由系统管理员、审计监督和档案人员使用。要办的事，请告诉本机关系统管理员。',
  },
  en: {
    administration: 'Administration',
    parts: 'Parts of administration',
    people: 'People',
    units: 'Bodies and units',
    jurisdictions: 'Rules that apply',
    settings: 'Settings and calendar',
    separation: 'Three administrators',
    erasures: 'Erasure and removal',
    procedures: 'Procedures, proved',
    health: 'How the system is',
    notForYou:
      'This is for administrators, auditors and archivists. Tell the administrator of your body what you need.',
  },
});
