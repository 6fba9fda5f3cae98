import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const hasOpenssl = (): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A throw-away time-stamp authority (RFC 3161), made and asked with OpenSSL: none of it is ours. */
export class Authority {
  readonly pem: string;

  /** @param usage extended key usage of its certificate */
  constructor(
    private readonly folder: string,
    private readonly name: string,
    usage = 'critical,timeStamping',
    keyType: readonly string[] = ['rsa:2048'],
  ) {
    mkdirSync(join(folder, name));
    const usable = `extendedKeyUsage=${usage}\n`;
    this.write('leaf.ext', `basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\n${usable}`);
    this.write(
      'root.cnf',
      '[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n',
    );
    const subject = ['-subj', `/CN=${name} root`];
    this.run([
      'req',
      '-x509',
      '-new',
      '-newkey',
      ...keyType,
      '-nodes',
      '-keyout',
      'root.key',
      '-out',
      'root.pem',
      '-days',
      '7000',
      '-config',
      'root.cnf',
      '-extensions',
      'ca',
      ...subject,
    ]);
    this.run([
      'req',
      '-new',
      '-newkey',
      ...keyType,
      '-nodes',
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.csr',
      '-config',
      'root.cnf',
      '-subj',
      `/CN=${name} tsa`,
    ]);
    this.run([
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      '-CAcreateserial',
      '-out',
      'tsa.pem',
      '-days',
      '6000',
      '-extfile',
      'leaf.ext',
    ]);
    this.write('serial', '01\n');
    this.write(
      'tsa.cnf',
      [
        '[tsa]',
        'default_tsa=t',
        '[t]',
        `serial=${join(folder, name, 'serial')}`,
        'signer_cert=tsa.pem',
        'signer_key=tsa.key',
        'signer_digest=sha256',
        'default_policy=1.2.3.4',
        'digests=sha256,sha384,sha512',
        'ess_cert_id_chain=no',
        'certs=root.pem',
        '',
      ].join('\n'),
    );
    this.pem = readFileSync(join(folder, name, 'root.pem'), 'latin1');
  }

  /** The response over these bytes, stamped now. */
  stamp(bytes: string, digest = 'sha256'): Buffer {
    this.write('data', bytes);
    this.run(['ts', '-query', '-data', 'data', `-${digest}`, '-cert', '-out', 'query.tsq']);
    this.run(['ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr']);
    return readFileSync(join(this.folder, this.name, 'reply.tsr'));
  }

  private write(file: string, content: string): void {
    writeFileSync(join(this.folder, this.name, file), content);
  }

  private run(args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: join(this.folder, this.name), stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
