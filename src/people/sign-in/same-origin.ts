import type { FastifyRequest } from 'fastify';
import { UnsupportedMediaType } from '../../http/refusals.js';
import { CrossSiteRefused } from '../refusals.js';

const READS = ['GET', 'HEAD', 'OPTIONS'];
/** What a form of another site can send without asking us first (Fetch, "CORS-safelisted request-header"). */
const SENT_BY_FORMS = /^\s*(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/**
 * A browser adds its cookies to whatever any page sends here. So what a cookie vouches for is written only from our
 * own pages: `Sec-Fetch-Site: same-origin`, or, from a browser that does not send it, our own `Origin`; and in a type
 * that no form can send.
 * @param publicUrl where people reach this program
 * @throws CrossSiteRefused, UnsupportedMediaType
 */
export function refuseCrossSite(request: FastifyRequest, publicUrl: string): void {
  if (READS.includes(request.method)) return;
  if (!isSameOrigin(request, publicUrl)) throw new CrossSiteRefused();
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const hasBody = encoding !== undefined || Number(length ?? 0) > 0;
  if (hasBody && (type === undefined || SENT_BY_FORMS.test(type)))
    throw new UnsupportedMediaType(['application/json']);
}

/** Whether one of our own pages sent it, as far as a browser tells; a script tells nothing, and is not one. */
export function isSameOrigin({ headers, host }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}
