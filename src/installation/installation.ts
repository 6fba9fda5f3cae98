import { z } from 'zod';
import { sha256, text } from '../../workflows/fields.js';
import {
  aboutPayload,
  met,
  unmet,
  type Act,
  type LocalDate,
  type Requirement,
} from '../../workflows/vocabulary.js';
import {
  accessLogAnchored,
  accessLogAsItStands,
  NOT_ANCHORED,
  type Anchored,
} from '../access-log/anchored-rows.js';
import { administeredRegister } from '../people/within-ones-part.js';
import { NoteRefused, verifierOf } from '../ledger/signed-note.js';
import { keyOfTheSecond, smKeyRotated } from './second-key.js';
import { proposalsAfter, removalActs, removalRequirements, type Proposals } from './removals.js';
import {
  NOT_SEPARATED,
  separationActs,
  separationAfter,
  separationRequirements,
  type Separated,
} from './separation.js';

/** What the ledger tells of the installation itself. */
export interface InstallationState extends Proposals, Anchored, Separated {
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
  /** The heads recorded last: their place in the log, the checkpoints covered so far, and the day in Asia/Shanghai. */
  readonly heads: {
    readonly size: number;
    readonly checkpointsTo: number;
    readonly on: LocalDate;
  } | null;
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

const headsRecorded = z.strictObject({
  checkpoints: sha256,
  count: z.int().min(0),
  root: sha256,
  size: z.int().min(0),
});

const headsAsTheyStand: Requirement<InstallationState> = aboutPayload<
  z.infer<typeof headsRecorded>,
  InstallationState
>({
  id: 'heads-as-they-stand',
  rules: [],
  strength: 'house',
  title: { zh: '所记各主体的末尾与账本相符', en: 'The heads are those of the ledger' },
  fields: ['checkpoints', 'count', 'root', 'size'],
  test: (_, { payload, facts: { heads } }) =>
    heads &&
    payload.checkpoints === heads.checkpoints &&
    payload.count === heads.count &&
    payload.root === heads.root &&
    payload.size === heads.size
      ? met
      : unmet({
          found: {
            zh: `${payload.size} 个事件，${payload.count} 个主体，树根 ${payload.root.slice(0, 12)}`,
            en: `${payload.size} events, ${payload.count} subjects, root ${payload.root.slice(0, 12)}`,
          },
          needed: {
            zh: `${heads?.size ?? 0} 个事件，${heads?.count ?? 0} 个主体，树根 ${heads?.root.slice(0, 12) ?? ''}`,
            en: `${heads?.size ?? 0} events, ${heads?.count ?? 0} subjects, root ${heads?.root.slice(0, 12) ?? ''}`,
          },
          remedy: { zh: '按账本重新计算。', en: 'Work them out again from the ledger.' },
        }),
});

const theProgram = { roles: ['installation'] as const, rules: [] };
const both = { roles: ['administrator', 'installation'] as const, rules: [] };

/** The installation as a subject: what was set up, switched and moved, and by whom. */
export const installationProcedure = administeredRegister<InstallationState>({
  id: 'installation',
  version: '1',
  first: 'InstallationSetUp',
  empty: {
    origin: '',
    key: null,
    calendar: null,
    legalTime: null,
    settings: {},
    heads: null,
    proposals: {},
    accessLog: NOT_ANCHORED,
    separation: NOT_SEPARATED,
  },
  events: {
    InstallationSetUp: {
      title: { zh: '系统初始化', en: 'Installation set up' },
      payload: setUp,
      law: theProgram,
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
    KeyRotated: {
      title: { zh: '轮换账本密钥', en: "The log's key rotated" },
      payload: keyRotated,
      adds: true,
      law: { roles: ['installation'], rules: [], requires: [keyOfThisLog.id] },
    },
    SmKeyRotated: {
      title: { zh: '轮换第二来源密钥', en: "The second origin's key rotated" },
      payload: smKeyRotated,
      adds: true,
      law: { roles: ['installation'], rules: [], requires: [keyOfTheSecond.id] },
    },
    InstallationRestored: {
      title: { zh: '自备份恢复', en: 'Restored from a backup' },
      payload: restored,
      adds: true,
      law: { roles: ['installation'], rules: [], requires: [keyOfThisLog.id] },
    },
    HeadsRecorded: {
      title: { zh: '记录各主体的末尾', en: 'Heads of all subjects recorded' },
      payload: headsRecorded,
      adds: true,
      asks: { heads: true },
      law: { ...theProgram, requires: [headsAsTheyStand.id] },
    },
    AccessLogAnchored: {
      title: { zh: '锚定访问记录', en: 'Access log anchored' },
      payload: accessLogAnchored,
      adds: true,
      asks: { accessLog: true },
      law: { ...theProgram, requires: [accessLogAsItStands.id] },
    },
    ...removalActs,
    ...separationActs,
  },
  requirements: {
    [demoOnly.id]: demoOnly,
    [forwardsOnly.id]: forwardsOnly,
    [keyOfThisLog.id]: keyOfThisLog,
    [keyOfTheSecond.id]: keyOfTheSecond,
    [headsAsTheyStand.id]: headsAsTheyStand,
    [accessLogAsItStands.id]: accessLogAsItStands,
    ...removalRequirements,
    ...separationRequirements,
  },
  possible: () => [
    'CalendarNoticed',
    'ConfigurationChanged',
    'SessionsEnded',
    'LegalTimeMoved',
    'KeyRotated',
    'SmKeyRotated',
    'InstallationRestored',
    'HeadsRecorded',
    'AccessLogAnchored',
    ...Object.keys(removalActs),
    ...Object.keys(separationActs),
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
    case 'HeadsRecorded': {
      const { size } = act.payload as z.infer<typeof headsRecorded>;
      return { ...state, heads: { size, checkpointsTo: act.facts.heads?.checkpointsTo ?? 0, on: act.date } };
    }
    case 'AccessLogAnchored':
      return {
        ...state,
        accessLog: { ...(act.payload as z.infer<typeof accessLogAnchored>), on: act.date },
      };
    default: {
      const separation = separationAfter(state, act);
      if (separation) return { ...state, separation };
      const proposals = proposalsAfter(state, act);
      return proposals ? { ...state, proposals } : state;
    }
  }
}
