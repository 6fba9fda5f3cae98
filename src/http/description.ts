import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { z } from 'zod';

/** What a route answers when all is well, and what it may refuse beside the common refusals. */
export interface RouteDescription {
  readonly summary: string;
  readonly status: number;
  /** JSON unless `mediaType` says otherwise; absent where there is no body. */
  readonly answer?: z.ZodType;
  readonly mediaType?: string | readonly string[];
  /** Codes of `problem-catalogue.ts`, beside those that follow from what the route takes and whom it lets in. */
  readonly problems?: readonly string[];
  /** Names of response header fields, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body is a stream of bytes. */
  readonly streamed?: boolean;
  /** The payloads of which kind of subject the body of this route may carry. */
  readonly events?: string;
}

const DESCRIPTION = 'chengxu:description';

/** Describes a route for `openapi.json`. */
export const Describe = (description: RouteDescription): CustomDecorator =>
  SetMetadata(DESCRIPTION, description);

export function descriptionOf(handler: object): RouteDescription | undefined {
  return Reflect.getMetadata(DESCRIPTION, handler) as RouteDescription | undefined;
}
