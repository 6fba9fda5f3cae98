import { randomBytes } from 'node:crypto';
import { hash, verify } from 'argon2';
import { PasswordRefused, SignInBusy, type WhyPasswordRefused } from '../refusals.js';
import { isCommon } from './common-passwords.js';
import { STANDARD, type PolicyReader } from './policy.js';

/** What one guess costs an attacker, and one sign-in us: memory in KiB, passes, lanes. */
export interface PasswordCost {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** Argon2id as the OWASP password storage cheat sheet asks at least: 19 MiB, two passes, one lane. */
const COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_MOST = 200;
/** Each one keeps a thread of the pool and 19 MiB for a while; files are read on the same threads. */
const AT_ONCE = 2;
const WAITING_AT_MOST = 200;

/** Hashes and checks passwords, a few at a time: a flood of sign-ins may not take the machine's memory. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly cost: PasswordCost = COST,
    private readonly policy: PolicyReader = () => Promise.resolve(STANDARD),
  ) {}

  /** Whether somebody of that name could have this password, as far as it takes no hashing. @throws PasswordRefused */
  async refuseUnfit(password: string, username: string): Promise<void> {
    const { passwordAtLeast } = await this.policy();
    const refuse = (why: WhyPasswordRefused) => new PasswordRefused(why, passwordAtLeast, AT_MOST);
    const text = prepared(password);
    const length = [...text].length;
    if (length < passwordAtLeast || length > AT_MOST) throw refuse('length');
    if (text.toLowerCase().includes(username.toLowerCase())) throw refuse('contains-user-name');
    if (await isCommon(text, [username])) throw refuse('common');
  }

  /**
   * @param earlier hashes of passwords that this person had, the present one first
   * @throws PasswordRefused, SignInBusy
   */
  async hash(password: string, username: string, earlier: readonly string[] = []): Promise<string> {
    await this.refuseUnfit(password, username);
    const { passwordAtLeast, passwordHistory } = await this.policy();
    for (const one of earlier.slice(0, passwordHistory))
      if (await this.matches(one, password))
        throw new PasswordRefused('used-before', passwordAtLeast, AT_MOST);
    return this.inTurn(() => hash(prepared(password), this.cost));
  }

  /** The hash of a password that nobody has: of an account whose owner has yet to choose one. @throws SignInBusy */
  nobodys(): Promise<string> {
    return this.inTurn(() => hash(randomBytes(32), this.cost));
  }

  /**
   * Whether the password is right. For a user who does not exist (no hash) it works just as long, and says no.
   * @throws SignInBusy
   */
  async matches(stored: string | undefined, password: string): Promise<boolean> {
    this.decoy ??= hash('nobody has this password', this.cost);
    const against = stored ?? (await this.decoy);
    const right = await this.inTurn(() => verify(against, prepared(password).slice(0, 4 * AT_MOST)));
    return right && stored !== undefined;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < AT_ONCE) this.running += 1;
    else if (this.waiting.length >= WAITING_AT_MOST) throw new SignInBusy();
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever waits longest takes over this place.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** The same password typed on another keyboard has the same characters (NIST SP 800-63B §3.1.1.2). */
const prepared = (password: string): string => password.normalize('NFKC');
