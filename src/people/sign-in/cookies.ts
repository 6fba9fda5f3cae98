import { parseCookie, stringifySetCookie } from 'cookie';

/**
 * The `__Host-` prefix (RFC 6265bis §4.1.3.2) makes browsers take a cookie only with Secure, Path=/ and no Domain: a
 * neighbouring host cannot set it. Browsers count `http://localhost` as secure; plain http anywhere else gets none.
 */
export const SESSION_COOKIE = '__Host-chengxu';
/** Names the browser that somebody has signed in with before: what others try elsewhere does not slow it down. */
export const DEVICE_COOKIE = '__Host-chengxu-device';
/** Binds a sign-in at an identity provider to the browser that began it. */
export const OIDC_COOKIE = '__Host-chengxu-oidc';

type SameSite = 'strict' | 'lax';

/** A cookie of the request. Of two of one name the first counts, as in every parser: no browser sends two `__Host-`. */
export const cookieIn = (header: string | undefined, name: string): string | undefined =>
  parseCookie(header ?? '')[name] || undefined;

/** @param maxAge seconds; without it the cookie ends with the browser, and the session by itself */
export const cookieOf = (name: string, value: string, sameSite: SameSite, maxAge?: number): string =>
  stringifySetCookie({
    name,
    value,
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite,
    ...(maxAge !== undefined && { maxAge }),
  });

/** Takes a cookie back. */
export const noCookie = (name: string, sameSite: SameSite = 'strict'): string =>
  cookieOf(name, '', sameSite, 0);
