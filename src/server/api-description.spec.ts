import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { oneServerForAll } from '../../test/server.js';
import { AppModule } from '../app.module.js';
import { openApiDocument, templateOf } from '../http/openapi.js';
import { PROBLEMS } from '../http/problem-catalogue.js';
import { PREFIX, refuseSilentRoutes, routesOf, type Route } from '../http/routes.js';
import { httpShell } from '../http/shell.js';
import { DESCRIPTION_FILE } from './api-description.controller.js';
import { apiDescription } from './api-description.js';
import { controllersOf, ROOMS } from './rooms.js';

interface Described {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { security: unknown[]; 'x-permission': unknown; responses: Record<string, unknown> }>
  >;
  readonly components: { readonly schemas: Record<string, unknown> };
}

const routes = routesOf(controllersOf(ROOMS));

describe('The description of the API', () => {
  const township = oneServerForAll();

  it('is committed as the code gives it; otherwise: npm run generate', async () => {
    expect(readFileSync(DESCRIPTION_FILE, 'utf8') === (await apiDescription())).toBe(true);
  });

  it('is served, to everybody', async () => {
    const answer = await township().server.sends('GET', '/api/openapi.json');
    expect([answer.status, answer.body['openapi']]).toEqual([200, '3.1.0']);
  });

  it('is shown to people on one page, on which nothing runs and nothing is fetched', async () => {
    const { address } = township().server.running;
    const answer = await fetch(`${address}/api/docs`);
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    expect(policy).not.toMatch(/unsafe|script-src|connect-src/);
    expect(page.match(/<script|<link|<img|<iframe| on[a-z]+=| style=|src=/gi)).toBeNull();
    const { paths } = JSON.parse(await apiDescription()) as Described;
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods))
        expect(page).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
    const subjects = [...page.matchAll(/<h2 id="([^"]+)">([^<]+)/g)];
    expect(subjects.length).toBeGreaterThan(20);
    for (const [, subject, title] of subjects)
      expect([subject, title]).toEqual([subject, expect.stringMatching(/^\p{Script=Han}+ [A-Z]/u)]);
    expect(page).toContain('requirement-unmet');
    expect(page.length).toBeLessThan(2_000_000);
  });

  it('has every route that the server answers, and no other', async () => {
    const shell = httpShell();
    const served: string[] = [];
    shell.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url }) => {
      served.push(...[method].flat().map((one) => `${one.toLowerCase()} ${templateOf(url)}`));
    });
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with(township().server.running.parts),
      shell,
      {
        bodyParser: false,
        logger: false,
      },
    );
    await app.setGlobalPrefix(PREFIX).init();
    await app.close();
    const { paths } = JSON.parse(await apiDescription()) as Described;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const own = served.filter((route) => !route.startsWith('head '));
    expect(own.toSorted()).toEqual(described.toSorted());
  });

  it('has every problem, and for each route those that follow from what it is', async () => {
    const { paths, components } = JSON.parse(await apiDescription()) as Described;
    const problems = Object.keys(components.schemas).filter((name) => name.startsWith('Problem.'));
    expect(problems.toSorted()).toEqual(
      Object.keys(PROBLEMS)
        .map((code) => `Problem.${code}`)
        .toSorted(),
    );
    for (const { security, responses } of Object.values(paths).flatMap((methods) => Object.values(methods))) {
      expect('401' in responses || security.length === 0).toBe(true);
      expect(responses).toHaveProperty('500');
    }
  });

  it('has the payload of every event of every kind of subject', async () => {
    const { components } = JSON.parse(await apiDescription()) as Described;
    const { workflows, road } = township().server.running.parts;
    const events = new Map(
      ['person', 'unit', 'installation', 'meeting', 'consultation', 'catalogue', 'pool'].map((kind) => [
        kind,
        road.states.roomOf(kind).procedureFor(undefined).procedure.events,
      ]),
    );
    for (const { procedure } of workflows) events.set('decision', procedure.events);
    for (const [kind, definitions] of events)
      for (const type of Object.keys(definitions)) {
        expect(components.schemas[`${kind}.${type}`]).toMatchObject({
          properties: { type: { const: type }, payload: { type: 'object' } },
        });
      }
  });
});

describe('Every route', () => {
  it('says for whom it is and what it answers', () => {
    expect(() => refuseSilentRoutes(routes)).not.toThrow();
    expect(routes.length).toBeGreaterThan(20);
  });

  it('stops the program when it does not', () => {
    const silent: Route = { ...(routes[0] as Route), permission: undefined };
    expect(() => refuseSilentRoutes([silent])).toThrow(silent.name);
    expect(() => openApiDocument('1', [silent], [])).toThrow(silent.name);
  });

  it('is for everybody only where this list says so', () => {
    const open = routes
      .filter(({ permission }) => permission?.for === 'everybody')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.toSorted()).toEqual(
      [
        'get /api/health/live',
        'get /api/health/ready',
        'get /api/health/witnesses',
        'get /api/jurisdictions',
        'get /api/jurisdictions/:id',
        'get /api/ledger/checkpoint',
        'get /api/ledger/proofs/:seq',
        'get /api/ledger/receipts/:eventId',
        'get /api/ledger/sm/checkpoint',
        'get /api/ledger/sm/vkey',
        'get /api/ledger/tile/:level/*',
        'get /api/ledger/vkey',
        'get /api/docs',
        'get /api/openapi.json',
        'get /api/public/catalogues',
        'get /api/public/consultations',
        'get /api/public/consultations/:id',
        'get /api/public/consultations/:id/documents/:sha256',
        'get /api/public/receipts/:code',
        'get /api/rule-sets/:digest',
        'get /api/setup',
        'get /api/sessions/oidc',
        'get /api/sessions/oidc/:provider',
        'get /api/sessions/oidc/:provider/callback',
        'get /api/workflows',
        'get /api/workflows/:id/:version',
        'get /api/workflows/:id/:version/proof',
        'post /api/first-sign-in',
        'post /api/public/consultations/:id/comments',
        'post /api/sessions',
        'post /api/sessions/passkey',
        'post /api/sessions/passkey/challenge',
        'post /api/setup',
        'post /api/setup/form',
      ].toSorted(),
    );
  });
});
