import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Module, type FactoryProvider } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { COUNTING, type Counting } from '../database/counting.js';
import { DATABASE, type Database } from '../database/database.js';
import { Road } from '../road/record-event.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { CONFIGURATION, publicUrlOf, type Configuration } from '../server/configuration.js';
import { ApiTokensController } from './api-tokens/api-tokens.controller.js';
import { ApiTokens } from './api-tokens/api-tokens.js';
import { Handover } from './handover/handover.js';
import { HandoverController } from './handover/handover.controller.js';
import { ImportController } from './import/import.controller.js';
import { PeopleImport } from './import/people-import.js';
import { DelegationsController } from './delegations.controller.js';
import { Oidc } from './oidc/oidc.js';
import { OidcController } from './oidc/oidc.controller.js';
import { People } from './people.js';
import { PeopleController } from './people.controller.js';
import { AdministratorRecovery } from './recovery/administrator-recovery.js';
import { RoleProposalsController } from './role-proposals.controller.js';
import { RecoveryController } from './recovery/recovery.controller.js';
import { ActSignatures } from './second-factor/act-signatures.js';
import { Passkeys } from './second-factor/passkeys.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SignaturesController } from './second-factor/signatures.controller.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { Tickets } from './second-factor/tickets.js';
import { TotpCodes } from './second-factor/totp.js';
import { AccountsController } from './sign-in/accounts.controller.js';
import { Admission } from './sign-in/admission.js';
import { AttemptsInDatabase } from './sign-in/attempts.js';
import { SignInDelay } from './sign-in/delay.js';
import { Invitations } from './sign-in/invitations.js';
import { InvitationsController } from './sign-in/invitations.controller.js';
import { Passwords } from './sign-in/passwords.js';
import { policyReader, type PolicyReader } from './sign-in/policy.js';
import { PrivateKey } from './sign-in/private-key.js';
import { ProofController } from './sign-in/proof.controller.js';
import { Recognition } from './sign-in/recognition.js';
import { SessionAnswer } from './sign-in/session-answer.js';
import { SessionsController } from './sign-in/sessions.controller.js';
import { Sessions } from './sign-in/sessions.js';
import { SignIn } from './sign-in/sign-in.js';
import { UnitsController } from './units.controller.js';

/** Token under which the policy of signing in is injected (a function leaves no trace at run time). */
export const POLICY = Symbol('sign-in policy');

const SIGNING_IN: FactoryProvider[] = [
  {
    provide: POLICY,
    useFactory: (road: Road, database: Database) => policyReader(road.states, database.read),
    inject: [Road, DATABASE],
  },
  {
    provide: PrivateKey,
    useFactory: ({ data }: Configuration) => PrivateKey.open(join(data, 'sign-in.key')),
    inject: [CONFIGURATION],
  },
  {
    provide: Passwords,
    useFactory: ({ passwordCost }: Configuration, policy: PolicyReader) =>
      new Passwords(passwordCost, policy),
    inject: [CONFIGURATION, POLICY],
  },
  {
    provide: Sessions,
    useFactory: (database: Database, clock: Clock) => new Sessions(database, clock),
    inject: [DATABASE, CLOCK],
  },
  {
    provide: ApiTokens,
    useFactory: (database: Database, clock: Clock) => new ApiTokens(database, clock),
    inject: [DATABASE, CLOCK],
  },
  {
    provide: Recognition,
    useFactory: (sessions: Sessions, tokens: ApiTokens) => new Recognition(sessions, tokens),
    inject: [Sessions, ApiTokens],
  },
  {
    provide: Admission,
    useFactory: (database: Database, policy: PolicyReader, clock: Clock, signatures: ActSignatures) =>
      new Admission(database.read, policy, clock, signatures),
    inject: [DATABASE, POLICY, CLOCK, ActSignatures],
  },
  {
    provide: SessionAnswer,
    useFactory: (configuration: Configuration, key: PrivateKey) => new SessionAnswer(configuration, key),
    inject: [CONFIGURATION, PrivateKey],
  },
  {
    provide: Tickets,
    useFactory: (key: PrivateKey, clock: Clock) => new Tickets(key, clock),
    inject: [PrivateKey, CLOCK],
  },
  {
    provide: Passkeys,
    useFactory: (database: Database, tickets: Tickets, clock: Clock, configuration: Configuration) =>
      new Passkeys(database, tickets, clock, publicUrlOf(configuration)),
    inject: [DATABASE, Tickets, CLOCK, CONFIGURATION],
  },
  {
    provide: ActSignatures,
    useFactory: (database: Database, tickets: Tickets, clock: Clock, configuration: Configuration) =>
      new ActSignatures(database, tickets, clock, publicUrlOf(configuration)),
    inject: [DATABASE, Tickets, CLOCK, CONFIGURATION],
  },
  {
    provide: Oidc,
    useFactory: (database: Database, tickets: Tickets, configuration: Configuration) =>
      new Oidc(database, tickets, configuration.identityProviders ?? [], publicUrlOf(configuration)),
    inject: [DATABASE, Tickets, CONFIGURATION],
  },
  {
    provide: SecondFactors,
    useFactory: (database: Database, clock: Clock, key: PrivateKey, tickets: Tickets, passkeys: Passkeys) =>
      new SecondFactors(database, new TotpCodes(tickets, key, clock), passkeys, clock),
    inject: [DATABASE, CLOCK, PrivateKey, Tickets, Passkeys],
  },
  {
    provide: SignInDelay,
    useFactory: (counting: Counting, clock: Clock, key: PrivateKey) => {
      const now = () => clock.machine().getTime();
      return new SignInDelay(new AttemptsInDatabase(counting, (text) => key.digest(text), now), clock, pause);
    },
    inject: [COUNTING, CLOCK, PrivateKey],
  },
  {
    provide: SignIn,
    useFactory: (
      database: Database,
      clock: Clock,
      passwords: Passwords,
      sessions: Sessions,
      secondFactors: SecondFactors,
      policy: PolicyReader,
      delay: SignInDelay,
    ) => new SignIn({ database, clock, policy }, passwords, sessions, secondFactors, delay),
    inject: [DATABASE, CLOCK, Passwords, Sessions, SecondFactors, POLICY, SignInDelay],
  },
];

/** People, their accounts and sessions, bodies and units. */
@Module({
  controllers: [
    SessionsController,
    ProofController,
    OidcController,
    SecondFactorController,
    SignaturesController,
    ApiTokensController,
    AccountsController,
    InvitationsController,
    ImportController,
    RecoveryController,
    RoleProposalsController,
    DelegationsController,
    HandoverController,
    PeopleController,
    UnitsController,
  ],
  providers: [
    ...SIGNING_IN,
    {
      provide: People,
      useFactory: (database: Database, clock: Clock, passwords: Passwords, policy: PolicyReader) =>
        new People(database, clock, passwords, policy),
      inject: [DATABASE, CLOCK, Passwords, POLICY],
    },
    {
      provide: Invitations,
      useFactory: (database: Database, clock: Clock, passwords: Passwords, policy: PolicyReader) =>
        new Invitations(database, clock, passwords, policy),
      inject: [DATABASE, CLOCK, Passwords, POLICY],
    },
    ReadingSubjects,
    {
      provide: AdministratorRecovery,
      useFactory: (database: Database, road: Road, clock: Clock, passwords: Passwords) =>
        new AdministratorRecovery({ database, road, clock }, passwords),
      inject: [DATABASE, Road, CLOCK, Passwords],
    },
    {
      provide: Handover,
      useFactory: (database: Database, road: Road, clock: Clock) => new Handover(database, road, clock),
      inject: [DATABASE, Road, CLOCK],
    },
    {
      provide: PeopleImport,
      useFactory: (database: Database, road: Road, clock: Clock, passwords: Passwords) =>
        new PeopleImport(database, road, clock, passwords),
      inject: [DATABASE, Road, CLOCK, Passwords],
    },
  ],
  exports: [Passwords, Recognition, Admission, People],
})
export class PeopleModule {}
