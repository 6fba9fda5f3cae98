import type { Rows } from '../../database/database.js';
import type { Clock } from '../../clock.js';
import type { Permission } from '../../http/access.js';
import type { AboutAct, Sender } from '../../road/road-request.js';
import { isOnesOwn, partsFor, type Parts } from '../administrator-parts.js';
import { grantsOf } from '../directory.js';
import { OtherPart, StepUpRequired, TokenScopeExceeded } from '../refusals.js';
import type { ActSignatures } from '../second-factor/act-signatures.js';
import { methodsOf } from '../second-factor/methods.js';
import type { PolicyReader } from './policy.js';
import type { SignedInBy } from './signed-in-by.js';

const MINUTE = 60 * 1000;
const READS = ['GET', 'HEAD', 'OPTIONS'];
/** Minutes within which a person has proved to be there before they change by what they sign in. */
const RECENT_MINUTES = 15;

/** What each way of signing in lets through: less than the person may, never more. */
export class Admission {
  constructor(
    private readonly rows: Rows,
    private readonly policy: PolicyReader,
    private readonly clock: Pick<Clock, 'machine'>,
    private readonly signatures: ActSignatures,
  ) {}

  /** @throws TokenScopeExceeded: a token without kinds only reads, and none manages the account that it belongs to */
  refuseRequest(by: SignedInBy, method: string, permission: Permission | undefined): void {
    if (by.is !== 'token') return;
    const { roles, kinds } = by.token;
    const bySession = permission?.for === 'signed-in' && permission.bySessionOnly === true;
    if (bySession || (kinds.length === 0 && !READS.includes(method)))
      throw new TokenScopeExceeded(roles, kinds);
  }

  /** How the road sees this sender. */
  senderFor(by: SignedInBy): Sender {
    const admit = (act: AboutAct) => this.admit(by, act);
    if (by.is === 'token') return { onlyRoles: by.token.roles, admit };
    const { person } = by.session;
    return { admit, openSignature: (subject, sent) => this.signatures.open(person, subject, sent) };
  }

  /**
   * For whoever is about to change by what they sign in: the best that they have, a short while ago.
   * @throws StepUpRequired
   */
  async refuseUnlessRecent(by: SignedInBy, person: string): Promise<void> {
    const methods = await methodsOf(this.rows, person);
    const provenAt =
      by.is !== 'session' ? null : methods.length > 0 ? by.session.strongAt : by.session.provenAt;
    if (!this.within(provenAt, RECENT_MINUTES))
      throw new StepUpRequired(RECENT_MINUTES, methods.length > 0 ? methods : ['password']);
  }

  /** @throws TokenScopeExceeded, OtherPart, StepUpRequired */
  private async admit(by: SignedInBy, act: AboutAct): Promise<void> {
    const { kind, binding, roles } = act;
    if (by.is === 'token') {
      const { token } = by;
      if (!token.kinds.includes(kind) || !roles.some((role) => token.roles.includes(role)))
        throw new TokenScopeExceeded(token.roles, token.kinds);
    }
    const { stepUpMinutes, strongForActs, parts } = await this.policy();
    const strongAt = by.is === 'session' ? by.session.strongAt : null;
    const { person } = by.is === 'session' ? by.session : by.token;
    if (parts && roles.includes('administrator') && !isOnesOwn(act.type))
      await this.refuseOtherParts(parts, person, act);
    const refuse = async (minutes: number | undefined) =>
      new StepUpRequired(minutes, await methodsOf(this.rows, person));
    if (binding && stepUpMinutes !== undefined && !this.within(strongAt, stepUpMinutes))
      throw await refuse(stepUpMinutes);
    if (by.is === 'session' && strongForActs && strongAt === null) throw await refuse(undefined);
  }

  /** Whoever holds another role that the act takes may do it in that one. @throws OtherPart */
  private async refuseOtherParts(parts: Parts, person: string, { type, roles }: AboutAct): Promise<void> {
    const needed = partsFor(type);
    const own = Object.hasOwn(parts, person) ? parts[person] : undefined;
    if (own !== undefined && needed.includes(own)) return;
    const held = (await grantsOf(this.rows, person)).map(({ role }) => role);
    if (held.some((role) => role !== 'administrator' && roles.includes(role))) return;
    // Without the role it is the road that refuses.
    if (held.includes('administrator')) throw new OtherPart(own, needed);
  }

  private within(time: string | null, minutes: number): boolean {
    return time !== null && this.clock.machine().getTime() - Date.parse(time) < minutes * MINUTE;
  }
}
