import { Logger } from '@nestjs/common';
import { join } from 'node:path';
import { AccessLog } from '../access-log/access-log.js';
import { Calendars } from '../calendar/calendars.js';
import { MovableClock, systemClock, type Clock } from '../clock.js';
import { Cosigning } from '../cosigning/cosigning.js';
import { policyIn } from '../cosigning/policy-file.js';
import { countingOn, type Counting } from '../database/counting.js';
import type { Database } from '../database/database.js';
import { openDatabase } from '../database/open.js';
import { loadWorkflows, type ReleasedWorkflow } from '../decisions/workflows.js';
import { eventsFrom, eventsOf } from '../ledger/reading.js';
import { finishRotation } from '../installation/key-rotation.js';
import { Ledger } from '../ledger/ledger.js';
import { Signer } from '../ledger/signer.js';
import { namesFor } from '../people/directory.js';
import { DEFAULT_LIMITS } from '../rate-limits/limits.js';
import { RateLimits } from '../rate-limits/rate-limits.js';
import type { FactReaders } from '../road/facts.js';
import { Road } from '../road/record-event.js';
import type { Configuration } from './configuration.js';
import { SecondOrigin } from '../second-origin/second-origin.js';
import { SmSigner } from '../second-origin/sm-signer.js';
import { smSigningIn } from '../second-origin/sm-signing.js';
import { authorityIn } from '../time-stamping/authority-file.js';
import { TimeStamping } from '../time-stamping/time-stamping.js';
import { subscriptionsIn } from '../webhooks/subscribers-file.js';
import { Webhooks } from '../webhooks/webhooks.js';
import { factReaders } from './fact-readers.js';
import { subjectsWith } from './subjects.js';

/** The parts that every room works with, opened in the order in which they need each other. */
export interface Parts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly database: Database;
  readonly ledger: Ledger;
  readonly signer: Signer;
  readonly cosigning: Cosigning;
  readonly secondOrigin: SecondOrigin;
  readonly timeStamping: TimeStamping;
  readonly webhooks: Webhooks;
  readonly calendars: Calendars;
  readonly workflows: readonly ReleasedWorkflow[];
  readonly readers: FactReaders;
  readonly road: Road;
  readonly accessLog: AccessLog;
  readonly rateLimits: RateLimits;
  readonly counting: Counting;
}

/**
 * @param given another clock than the machine's own
 * @param released workflows that were loaded, and so proved, in this process before
 * @throws WorkflowRefused, SchemaTooNew, NotDurable, SignerUnusable, LogRolledBack, PolicyUnusable,
 *   AuthorityUnusable, SubscribersUnusable, SmUnusable: each says what to do
 */
export async function openParts(
  configuration: Configuration,
  given?: Clock,
  released?: readonly ReleasedWorkflow[],
): Promise<Parts> {
  const { data, origin, databaseUrl } = configuration;
  const policy = await policyIn(data, origin);
  const authority = await authorityIn(data);
  const subscriptions = await subscriptionsIn(data);
  const smSigning = await smSigningIn(data);
  const workflows = released ?? (await loadWorkflows());
  const database = await openDatabase({ url: databaseUrl });
  try {
    const clock = given ?? (await clockFor(origin, database));
    const signer = await Signer.open({
      keyFile: join(data, 'signer.key'),
      stateFile: join(data, 'signer.state'),
      origin,
      create: !(await hasCheckpoints(database)),
    });
    const source = (await sourceIn(database)) ?? origin;
    const ledger = await Ledger.open({ database, signer, clock, source });
    const cosigning = new Cosigning({ database, clock, policy });
    const secondOrigin = new SecondOrigin(
      database,
      smSigning && new SmSigner(smSigning, origin, data),
      (line) => new Logger('SecondOrigin').error(line),
    );
    const timeStamping = new TimeStamping({ database, clock, authority });
    const webhooks = new Webhooks({ database, clock, subscriptions });
    const calendars = await Calendars.open(database);

    const accessLog = new AccessLog(database, clock);
    const road = new Road(
      { ledger, database, calendars, clock, readers: factReaders, names: namesFor, attempts: accessLog },
      subjectsWith(workflows, calendars),
    );
    await finishRotation({ database, road, ledger, signer });
    return {
      configuration,
      clock,
      database,
      ledger,
      signer,
      cosigning,
      secondOrigin,
      timeStamping,
      webhooks,
      calendars,
      workflows,
      readers: factReaders,
      road,
      accessLog,
      rateLimits: RateLimits.open(databaseUrl, configuration.rateLimits ?? DEFAULT_LIMITS),
      counting: countingOn(database, databaseUrl),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Takes no more, answers what it took, and closes. */
export async function closeParts({
  ledger,
  database,
  accessLog,
  rateLimits,
  counting,
}: Parts): Promise<void> {
  await rateLimits.close();
  await counting.close();
  await accessLog.close();
  await ledger.close();
  await database.close();
}

/** A demo goes on from wherever its legal time was; every other ledger is on the machine's own clock. */
async function clockFor(origin: string, database: Database): Promise<Clock> {
  if (!origin.startsWith('demo.')) return systemClock;
  const [head] = await database.read.query<{ last_time: string }>(
    'SELECT last_time FROM ledger_head WHERE id = 1',
  );
  const moves = (await eventsOf(database.read, 'installation', 0)).filter(
    ({ type }) => type === 'LegalTimeMoved',
  );
  const moved = moves.at(-1)?.leaf.data.payload['to'];
  const latest = [new Date().toISOString(), head?.last_time ?? '', typeof moved === 'string' ? moved : '']
    .toSorted()
    .at(-1);
  return new MovableClock(new Date(latest ?? Date.now()));
}

/** An installation keeps its name in every leaf, though a restore gives its log another origin. */
async function sourceIn(database: Database): Promise<string | undefined> {
  return (await eventsFrom(database.read, 0, 1))[0]?.leaf.source;
}

async function hasCheckpoints(database: Database): Promise<boolean> {
  return (await database.read.query('SELECT 1 AS one FROM checkpoint LIMIT 1')).length > 0;
}
