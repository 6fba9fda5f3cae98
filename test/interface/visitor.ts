import { expect } from 'vitest';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { Hands } from './keystroke-level.js';

const PASSWORD = 'correct horse battery';

/** Somebody at a browser, who counts what the hand does. */
export class Visitor {
  /** Clicks, and keys that stand for one. Typing is not counted: the words have to come from somewhere. */
  clicks = 0;
  /** All that the hands do, typing as well. */
  readonly hands = new Hands();

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly address: string,
  ) {}

  /** Signs in by the form, wherever it asks. */
  async signsIn(username: string, password = PASSWORD): Promise<this> {
    await this.page.getByLabel(/^(用户名|User name)$/).fill(username);
    await this.page.getByLabel(/^(密码|Password)$/).fill(password);
    await this.presses(/^(登\s*录|Sign in)$/);
    await this.page
      .getByRole('navigation', { name: /菜单|Menu/ })
      .first()
      .waitFor();
    await expect.poll(() => this.page.locator('.sign-in').count(), { timeout: 20_000 }).toBe(0);
    return this;
  }

  async opens(path: string): Promise<this> {
    await this.page.goto(`${this.address}${path}`);
    await this.settles();
    return this;
  }

  /** By the button that stands on every page. */
  async changesLanguage(): Promise<void> {
    const html = this.page.locator('html');
    const before = await html.getAttribute('lang');
    await this.page.locator('header button[lang]').click();
    await expect.poll(() => html.getAttribute('lang')).not.toBe(before);
  }

  async presses(name: string | RegExp): Promise<void> {
    await this.clicksOn(this.page.getByRole('button', { name }).first());
  }

  async follows(name: string | RegExp): Promise<void> {
    await this.clicksOn(this.page.getByRole('link', { name }).first());
  }

  /** @param name of a radio button or a checkbox */
  async chooses(name: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    await this.clicksOn(within.getByText(name, { exact: typeof name === 'string' }).first());
  }

  async fills(label: string | RegExp, words: string): Promise<void> {
    await this.types(this.page.getByLabel(label).first(), words);
  }

  async types(field: Locator, words: string): Promise<void> {
    this.hands.type(words);
    await field.fill(words);
  }

  /** Answers one question of an act's form by its code, whatever the answer is called. */
  async answers(field: string, code: string): Promise<void> {
    const control = this.page.locator(`[id="payload_${field}"]`);
    await this.clicksOn(control.locator(`label:has(input[value="${code}"])`));
  }

  /** Writes into a field of an act's form, named as the event has it. */
  async writes(field: string, words: string): Promise<void> {
    await this.page.locator(`[id="payload_${field}"]`).fill(words);
  }

  async written(field: string): Promise<string> {
    return this.page.locator(`[id="payload_${field}"]`).inputValue();
  }

  /** Chooses from a list that opens; of a list from which several are chosen, one more. */
  async picks(field: string, words: string): Promise<void> {
    const list = this.page.locator(`[id="payload_${field}"]`);
    await this.clicksOn(list);
    await list.fill(words);
    await this.clicksOn(this.page.locator('.ant-select-item-option', { hasText: words }).last());
    await list.press('Escape');
  }

  /** A paper of this name; where the act asks what it is, it is that. */
  async uploads(field: string, name: string, kind?: string): Promise<void> {
    await this.puts(field, name);
    if (kind === undefined) return;
    await this.clicksOn(this.paper(field, name).getByRole('combobox'));
    await this.clicksOn(
      this.page.locator('.ant-select-item-option:visible').getByText(kind, { exact: true }),
    );
  }

  /** A paper that is evidently this: nobody is asked, and everybody sees what it was taken for. */
  async uploadsEvident(field: string, name: string, kind: string): Promise<void> {
    await this.puts(field, name);
    const paper = this.paper(field, name);
    await paper.getByText(kind, { exact: true }).waitFor();
    await paper.getByText(/系统代填|Filled in for you/).waitFor();
    expect(await paper.getByRole('combobox').isEnabled()).toBe(true);
  }

  private async puts(field: string, name: string): Promise<void> {
    const file = { name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(name) };
    await this.page.locator(`[id="payload_${field}"] input[type=file]`).setInputFiles(file);
    await this.paper(field, name).waitFor();
  }

  private paper(field: string, name: string): Locator {
    return this.page.locator(`[id="payload_${field}"] li`, { hasText: name });
  }

  /** Sends the form of an act. */
  async submits(): Promise<void> {
    await this.clicksOn(this.page.locator('main button[type=submit]').last());
  }

  async clicksOn(control: Locator): Promise<void> {
    this.clicks += 1;
    this.hands.click();
    await control.click();
  }

  /** The part of a form that belongs to one field, by its label. */
  field(label: string | RegExp): Locator {
    return this.page
      .locator('.ant-form-item')
      .filter({ has: this.page.locator('label', { hasText: label }) });
  }

  async reads(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).first().waitFor({ timeout: 15_000 });
  }

  async text(): Promise<string> {
    return this.page.locator('body').innerText();
  }

  /** Until nothing is being read. */
  async settles(): Promise<void> {
    await this.page.locator('#root > *').first().waitFor();
    await expect.poll(() => this.page.locator('main .skeleton').count(), { timeout: 20_000 }).toBe(0);
  }

  /** Hears nothing of what others do: as behind a proxy that lets no stream through. */
  async hearsNothing(): Promise<void> {
    await this.context.route('**/api/stream*', (route) => route.abort());
  }

  /** The session ends elsewhere: signed out by an administrator, or too old. */
  async losesSession(): Promise<void> {
    await this.context.clearCookies();
  }

  /** The same browser, with its cookies, beside the page that stays open. */
  async anotherTab(): Promise<Visitor> {
    return new Visitor(this.context, await this.context.newPage(), this.address);
  }

  /** Turns to this page again after having been away until then: what it reads too seldom to know better is read. */
  async comesBack(at: Date): Promise<void> {
    await this.context.clock.setSystemTime(at);
    await this.page.bringToFront();
    await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  }

  async offline(is: boolean): Promise<void> {
    await this.context.setOffline(is);
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }
}
