import type { Auditor } from './auditor.js';
import { equal, utf8 } from './bytes.js';
import type { Signed } from './checkpoints.js';
import { bytesOf, type Files } from './container.js';
import type { Findings } from './findings.js';
import { Unsupported, type Host } from './host.js';
import { checkpointText } from './note.js';
import type { Kept } from './notes.js';
import { readToken, type Token } from './token.js';

const ALLOWED = 300_000;
const FRESH = 172_800_000;
const MAX_TOKEN = 16 * 1024 * 1024;

/** When leaves were recorded, by `seq`: sixteen bytes each. */
export class Times {
  private seqs = new Float64Array(1024);
  private times = new Float64Array(1024);
  count = 0;

  see(seq: number, time: string): void {
    if (this.count === this.seqs.length) [this.seqs, this.times] = [doubled(this.seqs), doubled(this.times)];
    this.seqs[this.count] = seq;
    this.times[this.count] = Date.parse(time);
    this.count += 1;
  }

  at(place: number): { readonly seq: number; readonly time: number } {
    return { seq: this.seqs[place] ?? Number.NaN, time: this.times[place] ?? Number.NaN };
  }
}

function doubled(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** Step 7. */
export class AttestedTimes {
  /** By size: the earliest and the latest time that somebody outside has attested. */
  private readonly attested = new Map<number, { earliest: number; latest: number }>();

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly notes: readonly Kept[],
    private readonly auditor: Auditor,
    private readonly findings: Findings,
  ) {}

  async check(signed: readonly Signed[], leaves: Times): Promise<void> {
    for (const note of this.notes) await this.checkToken(note);
    for (const { note, holding } of signed)
      for (const { time } of holding) if (time !== undefined) this.attest(note.size, time * 1000);
    this.checkLeaves(leaves);
    this.checkClocks(signed);
    this.checkFreshness(leaves);
  }

  private attest(size: number, time: number): void {
    const known = this.attested.get(size);
    if (!known) this.attested.set(size, { earliest: time, latest: time });
    else [known.earliest, known.latest] = [Math.min(known.earliest, time), Math.max(known.latest, time)];
  }

  private async checkToken(note: Kept): Promise<void> {
    const { size } = note;
    const file = this.files.get(`data/ledger/tokens/${size}.tsr`);
    if (!file) return;
    const bytes = await bytesOf(file, MAX_TOKEN);
    const token = readToken(bytes);
    const about = { size, file: file.path };
    if (!token || !(await this.isOver(token, checkpointText(note)))) {
      const zh = `检查点 ${size} 的时间戳不是对它签发的`;
      const en = `the time-stamp of checkpoint ${size} is not over it`;
      this.findings.add(7, 1, size, { code: 'E_TSA', ...about, zh, en });
      return;
    }
    const { authorities } = this.auditor;
    const holds = authorities.length > 0 ? await this.host.tokenHolds?.(bytes, authorities) : undefined;
    if (holds === undefined) {
      const zh = `检查点 ${size} 的时间戳未核验（--tsa）`;
      const en = `the time-stamp of checkpoint ${size} was not checked (--tsa)`;
      this.findings.add(7, 1, size, { code: 'W_TSA_UNCHECKED', ...about, zh, en });
    } else if (!holds) {
      const zh = `检查点 ${size} 的时间戳签名不成立，或签发者不受信任`;
      const en = `the time-stamp of checkpoint ${size} does not hold under the authorities that were given`;
      this.findings.add(7, 1, size, { code: 'E_TSA', ...about, zh, en });
    } else {
      this.attest(size, token.time);
    }
  }

  private async isOver({ hash, imprint }: Token, text: string): Promise<boolean> {
    try {
      return equal(await this.host.digest(hash, utf8(text)), imprint);
    } catch (error) {
      if (error instanceof Unsupported) return false;
      throw error;
    }
  }

  /** From the end: the earliest attested time over a leaf is that of its own checkpoint or of a later one. */
  private checkLeaves(leaves: Times): void {
    let [at, limit] = [this.notes.length - 1, Infinity];
    const late: number[] = [];
    for (let place = leaves.count - 1; place >= 0; place -= 1) {
      const { seq, time } = leaves.at(place);
      for (let note = this.notes[at]; note && note.size > seq; note = this.notes[(at -= 1)])
        limit = Math.min(limit, this.attested.get(note.size)?.earliest ?? Infinity);
      if (time > limit + ALLOWED) late.push(seq);
    }
    for (const seq of late.reverse()) {
      const zh = `第 ${seq} 号事件的时间晚于覆盖它的见证或时间戳`;
      const en = `event ${seq} is dated later than a cosignature or time-stamp over it`;
      this.findings.add(7, 2, seq, { code: 'E_TIME_WINDOW', seq, zh, en });
    }
  }

  private checkClocks(signed: readonly Signed[]): void {
    const latest = new Map<string, number>();
    for (const { note, holding } of signed) {
      const said = new Map<string, number>();
      for (const { key, time = 0 } of holding) {
        const name = `${key.name}+${key.id}`;
        said.set(name, Math.max(time, said.get(name) ?? 0));
        if (time >= (latest.get(name) ?? 0)) continue;
        const { size } = note;
        const zh = `见证人 ${key.name} 在检查点 ${size} 的时钟早于它先前的签名`;
        const en = `the clock of witness ${key.name} at checkpoint ${size} is before what it said earlier`;
        this.findings.add(7, 3, size, { code: 'W_WITNESS_CLOCK', size, zh, en });
      }
      for (const [name, time] of said) latest.set(name, Math.max(time, latest.get(name) ?? 0));
    }
  }

  private checkFreshness(leaves: Times): void {
    const newest = this.notes.at(-1);
    const said = newest && this.attested.get(newest.size)?.latest;
    const last = leaves.count > 0 ? leaves.at(leaves.count - 1).time : -Infinity;
    const latest = Math.max(last, said ?? -Infinity);
    if (this.auditor.pins.length > 0 || latest >= this.auditor.asOf - FRESH) return;
    const zh = '没有锚定的检查点，最新树头已超过两日：无法排除账本被换回旧的版本';
    const en =
      'no pin was given, and the newest head is older than two days: an older ledger may have been put back';
    this.findings.add(7, 4, Infinity, { code: 'W_STALE', zh, en });
  }
}
