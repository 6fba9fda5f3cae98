import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { createPrivately, readIfThere } from '../ledger/guarded-file.js';
import { fromDer, holds, isPublicKey } from './sm-key.js';

/** Something of the second origin is not as it must be: its setting, its key, OpenSSL or the command that signs. */
export class SmUnusable extends Error {
  readonly code = 'second-origin-unusable';

  constructor(
    readonly zh: string,
    readonly en: string,
    cause?: unknown,
  ) {
    super(`第二来源（SM2/SM3）不可用：${zh}。The second origin (SM2/SM3) cannot work: ${en}.`, { cause });
    this.name = 'SmUnusable';
  }
}

/** What signs: the key's public half, and who is asked. */
export interface SmSigning {
  /** 04 ‖ x ‖ y. */
  readonly publicKey: Buffer;
  /** r ‖ s over the text, checked before it is answered. @throws SmUnusable */
  sign(text: string): Promise<Buffer>;
}

/** Where the first private key lies (PKCS #8, PEM); after a rotation the setting names the file. */
const FIRST_KEY = 'sm.key';
export const smKeyFile = (data: string): string => join(data, FIRST_KEY);
/** Where it stands that there is a second origin at all. */
export const smSettingFile = (data: string): string => join(data, 'sm.json');

const setting = z.strictObject({
  /** Hex, 04 ‖ x ‖ y. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
  /** A program with its arguments; OpenSSL with the key file unless it is told. */
  command: z.array(z.string().min(1)).min(1).optional(),
  /** Where OpenSSL finds the private key, in the data directory. */
  keyFile: z
    .string()
    .regex(/^sm-[0-9a-f]{16}\.key$/)
    .optional(),
});

/** What stands in `sm.json`, and in `sm.next.json` for the key that is to follow. */
export type SmSetting = z.infer<typeof setting>;

/** How a PIN, a card or a machine of its own may take: a hung one must not hold up every later checkpoint. */
const WITHIN_MS = 20_000;
const DISTID = 'distid:1234567812345678';
const OPENSSL = ['pkeyutl', '-sign', '-rawin', '-digest', 'sm3', '-pkeyopt', DISTID, '-inkey'];

/**
 * What signs for the second origin, as `<data>/sm.json` has it; undefined where there is no such file: it is off.
 * @throws SmUnusable
 */
export async function smSigningIn(data: string): Promise<SmSigning | undefined> {
  const read = await smSettingIn(smSettingFile(data));
  if (!read) return undefined;
  const publicKey = Buffer.from(read.publicKey, 'hex');
  const keyFile = join(data, read.keyFile ?? FIRST_KEY);
  const [program, ...args] = read.command ?? ['openssl', ...OPENSSL, keyFile];
  return { publicKey, sign: (message) => signed(publicKey, program as string, args, message) };
}

/** Undefined where there is no such file. @throws SmUnusable */
export async function smSettingIn(file: string): Promise<SmSetting | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const read = setting.safeParse(jsonIn(text));
  if (!read.success)
    throw new SmUnusable(
      `${file} 应为 {"publicKey": "04…"}，可另加 "command"`,
      `write {"publicKey": "04…"} into ${file}, and "command" if a program signs`,
    );
  if (!isPublicKey(Buffer.from(read.data.publicKey, 'hex')))
    throw new SmUnusable(
      `${file} 中的公钥不在 SM2 曲线上`,
      `the public key in ${file} is no point of the SM2 curve`,
    );
  return read.data;
}

/** Makes a private key with OpenSSL, readable by its owner alone, and answers the public half. @throws SmUnusable */
export async function makeSmKey(data: string): Promise<Buffer> {
  const pem = await newPrivateKey();
  const made = await createPrivately(smKeyFile(data), pem);
  if (!made)
    throw new SmUnusable(
      `${smKeyFile(data)} 已存在，不会覆盖`,
      `${smKeyFile(data)} is there and is not replaced`,
    );
  return publicKeyOf(pem);
}

/** Makes the key that is to follow; its file bears a name of its own, so that it never lies where another did. */
export async function makeNextSmKey(data: string): Promise<SmSetting> {
  const pem = await newPrivateKey();
  const publicKey = (await publicKeyOf(pem)).toString('hex');
  const keyFile = `sm-${publicKey.slice(2, 18)}.key`;
  await createPrivately(join(data, keyFile), pem);
  return { publicKey, keyFile };
}

const newPrivateKey = async (): Promise<string> =>
  (await answerOf('openssl', ['genpkey', '-algorithm', 'SM2'], '')).toString('latin1');

async function publicKeyOf(pem: string): Promise<Buffer> {
  const der = await answerOf('openssl', ['pkey', '-pubout', '-outform', 'DER'], pem);
  // SubjectPublicKeyInfo ends in the point.
  const point = der.subarray(-65);
  if (isPublicKey(point)) return point;
  throw new SmUnusable('openssl 生成的不是 SM2 密钥', 'what openssl made is no key for SM2');
}

/** Writes down that there is a second origin. @returns false, and nothing is changed, where there is one */
export function writeSmSetting(
  data: string,
  { publicKey, command }: { readonly publicKey: Buffer; readonly command?: readonly string[] | undefined },
): Promise<boolean> {
  const content = { publicKey: publicKey.toString('hex'), ...(command && { command }) };
  return createPrivately(smSettingFile(data), `${JSON.stringify(content)}\n`);
}

/** Whatever signed: a signature by another identifier, hash or key never leaves this place. */
async function signed(key: Buffer, program: string, args: readonly string[], text: string): Promise<Buffer> {
  const answer = await answerOf(program, args, text);
  const signature = answer.length === 64 ? answer : fromDer(answer);
  if (signature && holds(key, text, signature)) return signature;
  throw new SmUnusable(
    `${program} 给出的不是此公钥的 SM2 签名（SM3，标识 1234567812345678）`,
    `what ${program} answered is no SM2 signature by this key (SM3, identifier 1234567812345678)`,
  );
}

const LONGEST_ANSWER = 64 * 1024;

/** What a program writes when it is given this; its words in the error when it fails. @throws SmUnusable */
function answerOf(program: string, args: readonly string[], input: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { stdio: 'pipe', signal: AbortSignal.timeout(WITHIN_MS) });
    const [out, err]: Buffer[][] = [[], []];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > LONGEST_ANSWER) child.kill();
      else out?.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => void (err && err.length < 16 && err.push(chunk)));
    // A program that fails at once reads nothing; its exit says why.
    child.stdin.on('error', () => undefined);
    child.on('error', (cause) => reject(failed(program, cause.message, cause)));
    child.on('close', (status, signal) => {
      if (status === 0 && length <= LONGEST_ANSWER) return resolve(Buffer.concat(out ?? []));
      const why =
        Buffer.concat(err ?? [])
          .toString('utf8')
          .split('\n')[0] ?? '';
      reject(failed(program, `${signal ?? `status ${status}`}${why === '' ? '' : `, ${why.slice(0, 200)}`}`));
    });
    child.stdin.end(input);
  });
}

const failed = (program: string, why: string, cause?: unknown): SmUnusable =>
  new SmUnusable(
    `${program} 不能用于 SM2 签名（${why}）：需要 OpenSSL 3，或在 sm.json 中以 command 指定签名程序`,
    `${program} does not do SM2 here (${why}): install OpenSSL 3, or name a program that signs as "command" in sm.json`,
    cause,
  );

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
