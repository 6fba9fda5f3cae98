import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveWitness, type ListeningWitness } from '../src/witness/witness-server.js';
import { WitnessFiles } from '../src/witness/witness-files.js';
import { Witness } from '../src/witness/witness.js';
import { temporary } from './temporary.js';
import type { TestDatabase } from './databases.js';

/** A witness with files of its own, which can go away and come back; over after the test. */
export class TestWitness {
  private listening: ListeningWitness | undefined;
  private port = 0;
  /** What it kept as evidence. */
  readonly said: string[] = [];

  private constructor(
    readonly directory: string,
    readonly vkey: string,
    readonly name: string,
    private readonly now: () => Date,
  ) {}

  static async starts(on: TestDatabase, name: string, log: string, now: () => Date): Promise<TestWitness> {
    const directory = await mkdtemp(join(temporary(), 'chengxu-test-witness-'));
    const files = new WitnessFiles(directory);
    const { vkey } = await files.create(`${name}.example`);
    await files.takeIn(log);
    const witness = new TestWitness(directory, vkey, name, now);
    on.afterwards(async () => {
      await witness.goesAway();
      await rm(directory, { recursive: true, force: true });
    });
    await witness.comesBack();
    return witness;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async goesAway(): Promise<void> {
    await this.listening?.stop();
    this.listening = undefined;
  }

  async comesBack(): Promise<void> {
    const witness = await Witness.open(this.directory, this.now);
    this.listening = await serveWitness(witness, { host: '127.0.0.1', port: this.port }, (line) =>
      this.said.push(line),
    );
    this.port = Number(new URL(this.listening.address).port);
  }

  /** The size that it last cosigned of its one log. */
  async size(): Promise<number> {
    const [log] = await (await Witness.open(this.directory, this.now)).logs();
    return log?.size ?? 0;
  }

  takesIn(vkey: string) {
    return new WitnessFiles(this.directory).takeIn(vkey);
  }
}

/** A policy of these, `needed` of whom make a quorum. */
export function policyOf(witnesses: readonly TestWitness[], needed: number, vkey?: string): string {
  const names = witnesses.map(({ name }) => name);
  return [
    ...(vkey === undefined ? [] : [`log ${vkey}`]),
    ...witnesses.map((one) => `witness ${one.name} ${one.vkey} ${one.url}`),
    `group enough ${needed} ${names.join(' ')}`,
    'quorum enough',
    '',
  ].join('\n');
}

export const writePolicy = (on: TestDatabase, text: string): Promise<void> =>
  writeFile(join(on.directory, 'policy'), text);
