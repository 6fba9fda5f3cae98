import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Json } from '../canonical/canonical-json.js';
import { MalformedJson } from '../canonical/strict-json.js';
import { Refusal } from '../refusal.js';
import { LANGUAGE_TAG, languageOf, type Language } from './language.js';
import { problemType, PROBLEMS } from './problem-catalogue.js';
import type { ProblemKind } from './problem-kind.js';
import {
  BodyTooLarge,
  Closing,
  MalformedRequest,
  NoSuchRoute,
  UnsupportedMediaType,
  UriTooLong,
} from './refusals.js';

/** An answer of RFC 9457, ready to be sent. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const log = new Logger('Problem');

/** The one place where what was thrown becomes what is answered, in every room and for every route. */
@Catch()
export class ProblemDetails implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Answers with the problem, or cuts the connection when an answer is already on its way. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = problemAnswer(thrown, languageOf(request.headers['accept-language']));
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  void reply.code(answer.status).headers(answer.headers).send(answer.body);
}

/** What is answered to a refusal, or to anything else that was thrown: never its stack, never its message. */
export function problemAnswer(thrown: unknown, language: Language): ProblemAnswer {
  const refusal = asRefusal(thrown);
  const code = refusal?.code ?? 'internal-error';
  const kind = PROBLEMS[code] ?? internalError();
  const facts = refusal?.facts() ?? {};
  const instance = kind.status === 500 ? loggedAs(thrown) : undefined;
  const body = {
    type: problemType(code),
    title: kind.title[language],
    status: kind.status,
    detail: kind.detail(facts)[language],
    code,
    ...(instance !== undefined && { instance }),
  };
  return {
    status: kind.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': LANGUAGE_TAG[language],
      vary: 'Accept-Language',
      ...kind.headers,
      ...(typeof facts['retryAfterSeconds'] === 'number' && {
        'retry-after': String(facts['retryAfterSeconds']),
      }),
      ...(code === 'method-not-allowed' && { allow: [facts['allow']].flat().join(', ') }),
    },
    body: JSON.stringify({ ...facts, ...body }),
  };
}

interface Told {
  readonly code: string;
  facts(): Record<string, Json>;
}

function asRefusal(thrown: unknown): Told | undefined {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof MalformedJson) {
    return { code: thrown.code, facts: () => ({ reason: thrown.reason, position: thrown.position }) };
  }
  if (isCutOff(thrown)) return new MalformedRequest('bad-message');
  const status = thrown instanceof HttpException ? thrown.getStatus() : fastifyStatus(thrown);
  return status === undefined || status >= 500 ? undefined : refusalForStatus(status);
}

/**
 * The client went away in the midst of its request, or the parser hung up on it: nobody reads the answer, and nothing
 * failed. By what it says: Node's errors are of another realm under test.
 */
const isCutOff = (thrown: unknown): boolean =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'message' in thrown &&
  thrown.message === 'aborted' &&
  'code' in thrown &&
  thrown.code === 'ECONNRESET';

/** Fastify's own errors carry `FST_…` and a status; any other error with a status is not one to be told. */
function fastifyStatus(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown) || !('statusCode' in thrown))
    return undefined;
  const { code, statusCode } = thrown;
  return String(code).startsWith('FST_') && typeof statusCode === 'number' ? statusCode : undefined;
}

function refusalForStatus(status: number): Refusal {
  if (status === 404) return new NoSuchRoute();
  if (status === 413) return new BodyTooLarge(JSON_BODY_LIMIT);
  if (status === 414) return new UriTooLong();
  if (status === 415) return new UnsupportedMediaType(['application/json']);
  if (status === 503) return new Closing();
  return new MalformedRequest('bad-message');
}

/** Bytes of a JSON body. */
export const JSON_BODY_LIMIT = 1024 * 1024;

function internalError(): ProblemKind {
  const kind = PROBLEMS['internal-error'];
  if (!kind) throw new Error('The catalogue of problems has lost internal-error.');
  return kind;
}

/** The reader gets a number, the log the error under that number; what we refuse ourselves needs no stack. */
function loggedAs(thrown: unknown): string {
  const instance = `urn:uuid:${randomUUID()}`;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  log.error(`${instance} ${error instanceof Refusal ? error.message : (error.stack ?? error.message)}`);
  return instance;
}
