import { z } from 'zod';
import { sha256, text } from '../../workflows/fields.js';
import { aboutPayload, met, unmet, type Act, type Requirement } from '../../workflows/vocabulary.js';
import { registerFrom } from '../engine/register.js';

/** What the ledger tells of the installation itself. */
export interface InstallationState {
  /** The origin of its ledger; one that begins with `demo.` may have its legal time moved. */
  readonly origin: string;
  /** Digest of the calendar in force. */
  readonly calendar: string | null;
  /** Where legal time was last moved to. */
  readonly legalTime: string | null;
  /** The value of each setting that was ever changed. */
  readonly settings: Readonly<Record<string, string>>;
}

const setUp = z.strictObject({ origin: z.string().min(1).max(200) });
const calendarNoticed = z.strictObject({ digest: sha256 });
const configurationChanged = z.strictObject({
  setting: z.string().regex(/^[a-z][a-z-]{1,60}$/),
  value: z.string().max(500),
  reason: text(1000),
});
const sessionsEnded = z.strictObject({ reason: text(1000), tokens: z.boolean() });
const legalTimeMoved = z.strictObject({ to: z.iso.datetime({ precision: 3 }) });

const demoOnly: Requirement<InstallationState> = {
  id: 'demo-only',
  rules: [],
  strength: 'house',
  title: { zh: '仅演示系统可移动法定时间', en: 'Legal time moves in a demo only' },
  test: ({ origin }) =>
    origin.startsWith('demo.')
      ? met
      : unmet({
          found: { zh: `账本 ${origin}`, en: `ledger ${origin}` },
          needed: { zh: '以 demo. 开头的演示账本', en: 'a ledger whose origin begins with demo.' },
          remedy: { zh: '请在演示系统中进行。', en: 'Use a demo.' },
        }),
};

const forwardsOnly: Requirement<InstallationState> = aboutPayload<
  z.infer<typeof legalTimeMoved>,
  InstallationState
>({
  id: 'forwards-only',
  rules: [],
  strength: 'house',
  title: { zh: '法定时间只能向前', en: 'Legal time never goes back' },
  fields: ['to'],
  test: (_, act) =>
    act.payload.to > act.time
      ? met
      : unmet({
          found: {
            zh: `${act.payload.to}，现为 ${act.time}`,
            en: `${act.payload.to}, while it is ${act.time}`,
          },
          needed: { zh: '晚于现在的时间', en: 'a time after now' },
          remedy: { zh: '请改为更晚的时间。', en: 'Name a later time.' },
        }),
});

const both = { roles: ['administrator', 'installation'] as const, rules: [] };

/** The installation as a subject: what was set up, switched and moved, and by whom. */
export const installationProcedure = registerFrom<InstallationState>({
  id: 'installation',
  version: '1',
  first: 'InstallationSetUp',
  empty: { origin: '', calendar: null, legalTime: null, settings: {} },
  events: {
    InstallationSetUp: {
      title: { zh: '系统初始化', en: 'Installation set up' },
      payload: setUp,
      law: { roles: ['installation'], rules: [] },
    },
    CalendarNoticed: {
      title: { zh: '收到放假安排通知', en: 'Official calendar noticed' },
      payload: calendarNoticed,
      law: both,
    },
    ConfigurationChanged: {
      title: { zh: '变更配置', en: 'Configuration changed' },
      payload: configurationChanged,
      law: { roles: ['administrator'], rules: [] },
    },
    SessionsEnded: {
      title: { zh: '终止所有人的登录', en: 'Sessions of everybody ended' },
      payload: sessionsEnded,
      adds: true,
      law: { roles: ['administrator'], rules: [] },
    },
    LegalTimeMoved: {
      title: { zh: '移动法定时间（演示）', en: 'Legal time moved (demo)' },
      payload: legalTimeMoved,
      adds: true,
      law: { ...both, requires: [demoOnly.id, forwardsOnly.id] },
    },
  },
  requirements: { [demoOnly.id]: demoOnly, [forwardsOnly.id]: forwardsOnly },
  possible: () => ['CalendarNoticed', 'ConfigurationChanged', 'SessionsEnded', 'LegalTimeMoved'],
  fold,
  bodyOf: () => undefined,
});

function fold(state: InstallationState, act: Act): InstallationState {
  switch (act.type) {
    case 'InstallationSetUp':
      return { ...state, origin: (act.payload as z.infer<typeof setUp>).origin };
    case 'CalendarNoticed':
      return { ...state, calendar: (act.payload as z.infer<typeof calendarNoticed>).digest };
    case 'ConfigurationChanged': {
      const { setting, value } = act.payload as z.infer<typeof configurationChanged>;
      return { ...state, settings: { ...state.settings, [setting]: value } };
    }
    case 'LegalTimeMoved':
      return { ...state, legalTime: (act.payload as z.infer<typeof legalTimeMoved>).to };
    default:
      return state;
  }
}
