import {
  Body,
  createParamDecorator,
  Param,
  Query,
  type ExecutionContext,
  type PipeTransform,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BodyRefused, ParameterRefused, type FieldError } from './refusals.js';

/** What a route takes, as written on its handler's parameters; the API's description is made from the same. */
export interface Taken {
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly path: Readonly<Record<string, z.ZodType>>;
  readonly headers: Readonly<Record<string, z.ZodType>>;
}

const TAKEN = 'chengxu:taken';
const CHINESE = z.locales.zhCN().localeError;
const ENGLISH = z.locales.en().localeError;

const HeaderField = createParamDecorator(
  (name: string, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest>().headers[name],
);

/** The whole JSON body, in this shape; anything else is 422 `body-refused`. */
export const JsonBody = (schema: z.ZodType): ParameterDecorator =>
  taking({ body: schema }, Body(shaped(schema, (errors) => new BodyRefused(errors))));

/** The whole query, in this shape. */
export const QueryIn = (schema: z.ZodObject): ParameterDecorator =>
  taking({ query: schema }, Query(shaped(schema, (errors) => new ParameterRefused('query', errors))));

/** One segment of the path. */
export const PathParam = (name: string, schema: z.ZodType): ParameterDecorator =>
  taking(
    { path: { [name]: schema } },
    Param(
      name,
      shaped(schema, (errors) => new ParameterRefused('path', errors), `/${name}`),
    ),
  );

/** One header field; leave it optional in the schema where the route can do without. */
export const HeaderIn = (name: string, schema: z.ZodType): ParameterDecorator =>
  taking(
    { headers: { [name]: schema } },
    HeaderField(
      name,
      shaped(schema, (errors) => new ParameterRefused('header', errors), `/${name}`),
    ),
  );

export function takenBy(controller: { prototype: object }, method: string): Taken {
  const taken = Reflect.getMetadata(TAKEN, controller.prototype, method) as Partial<Taken> | undefined;
  return { path: {}, headers: {}, ...taken };
}

function taking(part: Partial<Taken>, decorate: ParameterDecorator): ParameterDecorator {
  return (target, method, index) => {
    if (method === undefined) throw new Error('Only parameters of a route take input.');
    const known = (Reflect.getOwnMetadata(TAKEN, target, method) as Partial<Taken> | undefined) ?? {};
    const path = { ...known.path, ...part.path };
    const headers = { ...known.headers, ...part.headers };
    Reflect.defineMetadata(TAKEN, { ...known, ...part, path, headers }, target, method);
    decorate(target, method, index);
  };
}

function shaped(schema: z.ZodType, refuse: (errors: FieldError[]) => Error, at = ''): PipeTransform {
  return {
    transform: (value: unknown) => {
      const parsed = schema.safeParse(value, { error: ENGLISH });
      if (parsed.success) return parsed.data;
      const chinese = schema.safeParse(value, { error: CHINESE }).error?.issues ?? [];
      throw refuse(
        parsed.error.issues.map(({ path, message }, i) => ({
          pointer:
            at + path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
          detail: { zh: chinese[i]?.message ?? message, en: message },
        })),
      );
    },
  };
}
