import { z } from 'zod';
import { sha256, text } from '../../workflows/fields.js';
import { aboutPayload, met, unmet, type Act, type Requirement } from '../../workflows/vocabulary.js';
import { registerFrom } from '../engine/register.js';
import { NoteRefused, verifierOf } from '../ledger/signed-note.js';

/** What the ledger tells of the installation itself. */
export interface InstallationState {
  /** The origin of its ledger; one that begins with `demo.` may have its legal time moved. */
  readonly origin: string;
  /** The log's key since its last rotation or restore; null while it is the first. */
  readonly key: string | null;
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
const legalTimeMoved = z.strictObject({ to: z.iso.datetime({ precision: 3 }) });

const vkey = z.string().max(300);
const keyRotated = z.strictObject({ vkey, reason: text(1000) });
const restored = z.strictObject({
  /** The origin and the key of the log from here on. */
  origin: z.string().min(1).max(200),
  vkey,
  /** The last good checkpoint of the log that this one continues, as it was signed. */
  checkpoint: z.string().max(10_000),
  former: z.strictObject({ origin: z.string().min(1).max(200), size: z.int().min(0), root: sha256 }),
  /** How many events of the former log are known to be lost, by a checkpoint that was held elsewhere. */
  lost: z.int().min(0),
  reason: text(1000),
});

/** A key that is called as its log is, as notes want it. */
const keyOfThisLog: Requirement<InstallationState> = aboutPayload<
  z.infer<typeof keyRotated>,
  InstallationState
>({
  id: 'key-of-this-log',
  rules: [],
  strength: 'house',
  title: { zh: '公钥须以账本名命名', en: 'The key bears the name of the log' },
  fields: ['vkey'],
  test: ({ origin }, act) => {
    // The restore brings its new origin with it.
    const named = 'origin' in act.payload ? String(act.payload.origin) : origin;
    const name = nameOf(act.payload.vkey);
    if (name === named) return met;
    return unmet({
      found: { zh: name ?? '不是公钥', en: name ?? 'no public key' },
      needed: { zh: named, en: named },
      remedy: { zh: '请用 chengxu key rotate。', en: 'Use chengxu key rotate.' },
    });
  },
});

function nameOf(key: string): string | undefined {
  try {
    return verifierOf(key).name;
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    return undefined;
  }
}

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
  empty: { origin: '', key: null, calendar: null, legalTime: null, settings: {} },
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
    LegalTimeMoved: {
      title: { zh: '移动法定时间（演示）', en: 'Legal time moved (demo)' },
      payload: legalTimeMoved,
      adds: true,
      law: { ...both, requires: [demoOnly.id, forwardsOnly.id] },
    },
    KeyRotated: {
      title: { zh: '轮换账本密钥', en: "The log's key rotated" },
      payload: keyRotated,
      adds: true,
      law: { roles: ['installation'], rules: [], requires: [keyOfThisLog.id] },
    },
    InstallationRestored: {
      title: { zh: '自备份恢复', en: 'Restored from a backup' },
      payload: restored,
      adds: true,
      law: { roles: ['installation'], rules: [], requires: [keyOfThisLog.id] },
    },
  },
  requirements: {
    [demoOnly.id]: demoOnly,
    [forwardsOnly.id]: forwardsOnly,
    [keyOfThisLog.id]: keyOfThisLog,
  },
  possible: () => [
    'CalendarNoticed',
    'ConfigurationChanged',
    'LegalTimeMoved',
    'KeyRotated',
    'InstallationRestored',
  ],
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
    case 'KeyRotated':
      return { ...state, key: (act.payload as z.infer<typeof keyRotated>).vkey };
    case 'InstallationRestored': {
      const { origin, vkey: key } = act.payload as z.infer<typeof restored>;
      return { ...state, origin, key };
    }
    default:
      return state;
  }
}
