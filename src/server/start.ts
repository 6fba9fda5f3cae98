import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import type { Clock } from '../clock.js';
import { Timekeeper } from '../decisions/timekeeper.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { PREFIX, refuseSilentRoutes, routesOf } from '../http/routes.js';
import { httpShell } from '../http/shell.js';
import { serveInterface } from '../interface/interface.js';
import { DailyRecord } from '../installation/daily-record.js';
import { issueSetupToken } from '../installation/setup-token.js';
import { FirstBuild } from '../tasks/first-build.js';
import type { Configuration } from './configuration.js';
import { LineLog } from './line-log.js';
import { closeParts, openParts, type Parts } from './parts.js';
import { controllersOf, ROOMS } from './rooms.js';

/** The running program. */
export interface Server {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly parts: Parts;
  readonly timekeeper: Timekeeper;
  readonly dailyRecord: DailyRecord;
  /** Where people open it: cookies and passkeys are bound to this name, and to no other address of the same program. */
  readonly page: string;
  /** On the first start: where to set the installation up. Shown once, to whoever sees the console. */
  readonly setupLink: string | undefined;
  /** Answers what it has taken, then stops. */
  stop(): Promise<void>;
}

/**
 * Starts serving.
 * @param clock another one than the machine's own
 * @param released workflows that were loaded, and so proved, in this process before
 * @throws Error when a route does not say for whom it is; what the parts throw when they cannot be opened
 */
export async function startServer(
  configuration: Configuration,
  clock?: Clock,
  released?: readonly ReleasedWorkflow[],
): Promise<Server> {
  refuseSilentRoutes(routesOf(controllersOf(ROOMS)));
  const parts = await openParts(configuration, clock, released);
  try {
    return await serve(parts);
  } catch (error) {
    await closeParts(parts);
    throw error;
  }
}

async function serve(parts: Parts): Promise<Server> {
  const { host, port, trustedProxies, publicUrl } = parts.configuration;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(parts),
    httpShell(trustedProxies),
    {
      bodyParser: false,
      abortOnError: false,
      logger: new LineLog(['error', 'warn']),
    },
  );
  app.setGlobalPrefix(PREFIX);
  await serveInterface(app.getHttpAdapter().getInstance());
  await app.listen(port, host);
  const address = addressOf(app, host);
  const page = publicUrl ?? `http://localhost:${new URL(address).port}`;
  const token = await issueSetupToken(parts.database, parts.clock.machine());
  parts.accessLog.begin();
  const timekeeper = new Timekeeper(parts);
  timekeeper.begin();
  const dailyRecord = new DailyRecord(parts);
  dailyRecord.begin();
  parts.cosigning.begin();
  parts.secondOrigin.begin();
  parts.timeStamping.begin();
  parts.webhooks.begin();
  const tasks = new FirstBuild(parts);
  tasks.begin();
  return {
    address,
    parts,
    timekeeper,
    dailyRecord,
    page,
    setupLink: token === undefined ? undefined : `${page}/setup?token=${token}`,
    stop: async () => {
      const letGo = lettingGoOf(app);
      await Promise.all([
        timekeeper.stop(),
        dailyRecord.stop(),
        parts.cosigning.stop(),
        parts.secondOrigin.stop(),
        parts.timeStamping.stop(),
        parts.webhooks.stop(),
        tasks.stop(),
        app.close(),
      ]);
      clearInterval(letGo);
      await closeParts(parts);
    },
  };
}

/** How long a request may still take when the program stops. */
const GRACE_MS = 10_000;

/**
 * Closing lets go of the connections that are idle at that moment. One that becomes idle a moment later would hold
 * the stop up for as long as it is kept alive, and one that never ends, for ever.
 */
function lettingGoOf(app: NestFastifyApplication): NodeJS.Timeout {
  const server = app.getHttpServer();
  const until = Date.now() + GRACE_MS;
  return setInterval(() => {
    if (Date.now() < until) server.closeIdleConnections();
    else server.closeAllConnections();
  }, 100);
}

function addressOf(app: NestFastifyApplication, host: string): string {
  const bound: unknown = app.getHttpServer().address();
  const port = typeof bound === 'object' && bound !== null && 'port' in bound ? String(bound.port) : '';
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
