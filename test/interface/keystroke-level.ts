/** Seconds (Card, Moran and Newell, 1980): a key, pointing at something, making up one's mind, a hand to the mouse or back. */
const SECONDS = { key: 0.28, pointing: 1.1, mental: 1.35, homing: 0.4 };
/** A Chinese character in pinyin: three letters, and the digit that chooses it. */
const KEYS_OF_A_CHARACTER = 4;

/** What the hands of somebody at a browser do, counted as it is done. */
export class Hands {
  keys = 0;
  fields = 0;
  files = 0;
  private points = 0;
  private homings = 0;
  private at: 'mouse' | 'keys' = 'mouse';

  click(): void {
    this.moveTo('mouse');
    this.points += 1;
  }

  /** Into a field, by Tab, and what is typed there. */
  type(words: string): void {
    this.moveTo('keys');
    this.fields += 1;
    this.keys += 1;
    for (const one of words) this.keys += /\p{Script=Han}/u.test(one) ? KEYS_OF_A_CHARACTER : 1;
  }

  /** A file: the button, and the file in the machine's own list. */
  bring(): void {
    this.moveTo('mouse');
    this.files += 1;
    this.points += 2;
  }

  /** The keystroke-level estimate. Each field, each click and each choice of a file is thought of once. */
  get seconds(): number {
    const thoughts = this.fields + this.points - this.files;
    const { key, pointing, mental, homing } = SECONDS;
    return Math.round(this.keys * key + this.points * pointing + thoughts * mental + this.homings * homing);
  }

  private moveTo(to: 'mouse' | 'keys'): void {
    if (this.at !== to) this.homings += 1;
    this.at = to;
  }
}
