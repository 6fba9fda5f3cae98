import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { temporary } from './temporary.js';

/** Whether there is an `openssl` here that can be an authority. */
export const OPENSSL_IS_HERE = spawnSync('openssl', ['version']).status === 0;

const CONFIGURATION = `
[tsa]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[plain]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
[authority]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;

/** A time-stamp authority of a test's own, made by `openssl ts`, over HTTP. */
export class TestAuthority {
  private server: Server | undefined;
  private readonly directory = mkdtempSync(join(temporary(), 'chengxu-test-tsa-'));
  url = '';
  /** What it answers instead, as a test likes. */
  answers: ((response: Buffer) => Buffer) | undefined;
  asked = 0;

  constructor() {
    writeFileSync(this.at('ts.cnf'), CONFIGURATION);
    writeFileSync(this.at('serial'), '01\n');
    const root = ['-subj', '/CN=Test Root', '-days', '3650', '-addext', 'keyUsage=critical,keyCertSign'];
    const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    this.openssl('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.pem', ...root);
    this.openssl('req', ...ec, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Test TSA');
    const issue = ['-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '3650'];
    this.openssl('x509', '-req', ...issue, '-out', 'tsa.pem', '-extfile', 'ts.cnf', '-extensions', 'tsa');
  }

  /** Its root certificate, PEM. */
  get root(): string {
    return readFileSync(this.at('ca.pem'), 'utf8');
  }

  stamps(query: Buffer): Buffer {
    writeFileSync(this.at('query'), query);
    const reply = ['-config', 'ts.cnf', '-section', 'authority', '-queryfile', 'query', '-signer', 'tsa.pem'];
    this.openssl('ts', '-reply', ...reply, '-inkey', 'tsa.key', '-out', 'reply');
    return readFileSync(this.at('reply'));
  }

  /** `openssl ts -verify`, somebody else's opinion of a response. */
  verifies(response: Buffer, text: string): boolean {
    writeFileSync(this.at('kept'), response);
    writeFileSync(this.at('text'), text);
    const words = ['ts', '-verify', '-data', 'text', '-in', 'kept', '-CAfile', 'ca.pem'];
    return spawnSync('openssl', words, { cwd: this.directory }).status === 0;
  }

  async starts(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.asked += 1;
        const stamped = this.stamps(Buffer.concat(chunks));
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
        response.end(this.answers ? this.answers(stamped) : stamped);
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const bound = server.address();
    this.url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/tsa`;
  }

  ends(): void {
    this.server?.close();
    this.server?.closeAllConnections();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private at(name: string): string {
    return join(this.directory, name);
  }

  private openssl(...words: readonly string[]): void {
    execFileSync('openssl', words, { cwd: this.directory, stdio: 'ignore' });
  }
}
