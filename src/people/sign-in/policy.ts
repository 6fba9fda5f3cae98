import type { Rows } from '../../database/database.js';
import type { Standpoint } from '../../road/room.js';
import type { Parts } from '../administrator-parts.js';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

/** What signing in takes here. No profile makes anybody change a password that nobody else has. */
export interface SignInPolicy {
  /** Characters of a password. */
  readonly passwordAtLeast: number;
  /** How many passwords of before may not come again, the present one included. */
  readonly passwordHistory: number;
  /** Milliseconds unused after which a session ends, and milliseconds after which it ends anyhow. */
  readonly idleMs: number;
  readonly longestMs: number;
  /** The longest wait, in milliseconds, for whoever guesses at one name from one address. */
  readonly longestDelayMs: number;
  /** Whether every act on the road takes a session that a second factor or a passkey has opened. */
  readonly strongForActs: boolean;
  /** A binding act takes a second factor or a passkey within so many minutes; undefined: it does not. */
  readonly stepUpMinutes: number | undefined;
  /** Who administers which part, where administration is divided in three; undefined: it is not. */
  readonly parts?: Parts | undefined;
}

/** `mlps-3`: what level 3 of the Multi-Level Protection Scheme (GB/T 22239-2019, 8.1.4.1) asks of signing in. */
const PROFILES = {
  standard: {
    passwordAtLeast: 12,
    passwordHistory: 0,
    idleMs: 30 * MINUTE,
    longestMs: 12 * HOUR,
    longestDelayMs: 4000,
    strongForActs: false,
  },
  'mlps-3': {
    passwordAtLeast: 15,
    passwordHistory: 5,
    idleMs: 15 * MINUTE,
    longestMs: 8 * HOUR,
    longestDelayMs: 15 * MINUTE,
    strongForActs: true,
  },
} as const satisfies Record<string, Omit<SignInPolicy, 'stepUpMinutes'>>;

export const STANDARD: SignInPolicy = { ...PROFILES.standard, stepUpMinutes: undefined };

const PROFILE = 'sign-in-profile';
const STEP_UP = 'step-up-for-binding-acts';

/** The settings of `ConfigurationChanged` that this part reads, and what each may be. */
export const SIGN_IN_SETTINGS: Readonly<Record<string, { fits(value: string): boolean; form: string }>> = {
  [PROFILE]: { fits: (value) => Object.hasOwn(PROFILES, value), form: Object.keys(PROFILES).join(' | ') },
  [STEP_UP]: {
    fits: (value) =>
      value === 'off' || (/^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 720),
    form: 'off | 1…720 (minutes)',
  },
  'signatures-asked': {
    fits: (value) => value === 'off' || /^[A-Z][A-Za-z]{1,79}(?: [A-Z][A-Za-z]{1,79}){0,49}$/.test(value),
    form: 'off | LegalityOpinionIssued OutcomeDecided … (types of events, one space apart)',
  },
};

/** The policy that the installation's settings make; a setting that nobody changed is as if it were not there. */
export function policyOf(settings: Readonly<Record<string, string>>): SignInPolicy {
  const name = settings[PROFILE] ?? 'standard';
  const profile = Object.hasOwn(PROFILES, name) ? PROFILES[name as keyof typeof PROFILES] : PROFILES.standard;
  const minutes = Number(settings[STEP_UP] ?? 'off');
  return { ...profile, stepUpMinutes: Number.isInteger(minutes) ? minutes : undefined };
}

/** Reads the policy in force, as of the newest event of the installation. */
export type PolicyReader = () => Promise<SignInPolicy>;

interface States {
  read(rows: Rows, subject: string): Promise<Standpoint>;
}

export const policyReader =
  (states: States, rows: Rows): PolicyReader =>
  async () => {
    const { state } = await states.read(rows, 'installation');
    const { settings = {}, separation } = (state ?? {}) as {
      readonly settings?: Readonly<Record<string, string>>;
      readonly separation?: { readonly on: boolean; readonly parts: Parts };
    };
    return { ...policyOf(settings), parts: separation?.on ? separation.parts : undefined };
  };
