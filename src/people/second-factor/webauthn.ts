/**
 * The library of passkeys, loaded at their first use: with its parsers of certificates it is a tenth of all the modules
 * that the program would start with.
 */
export const webauthn = () => import('@simplewebauthn/server');
export const webauthnKeys = () => import('@simplewebauthn/server/helpers');
