import type { CDPSession, Page } from 'playwright-core';

/** An authenticator of the browser's own (WebAuthn), which knows who holds it, and never asks. */
export class WithAPasskey {
  private constructor(
    private readonly devtools: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  static async at(page: Page): Promise<WithAPasskey> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new WithAPasskey(devtools, authenticatorId);
  }

  /** How often its key has signed: making it counts as once. */
  async uses(): Promise<number> {
    const { authenticatorId } = this;
    const { credentials } = await this.devtools.send('WebAuthn.getCredentials', { authenticatorId });
    return (credentials[0]?.signCount ?? 0) - 1;
  }
}
