/** Runs pieces of work strictly one after another, in the order in which they came. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }

  /** Fulfils when everything that was waiting at the time of the call is done. */
  async idle(): Promise<void> {
    await this.last;
  }
}
