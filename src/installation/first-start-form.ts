import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { ROLES_NEEDED } from '../../workflows/needed-roles.js';
import { ROLES, type Role, type Text } from '../../workflows/vocabulary.js';
import { LEVELS, type Level } from '../jurisdictions/levels.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import { looksLikeFormula, roleNamed } from '../people/import/columns.js';
import { grantable } from '../people/person.js';
import { username } from '../people/sign-in/accounts.js';
import type { Fault } from './refusals.js';

const cell = z.string().max(1000);

/** The form as it is sent: what is in the fields is told below, all of it at once, and not field by field. */
export const firstStartForm = z.strictObject({
  token: z.string().max(100),
  body: z.strictObject({
    id: cell.optional(),
    name: cell,
    level: cell,
    ruleSet: cell.default('national').describe('an id of GET /api/jurisdictions'),
  }),
  administrator: z.strictObject({
    username: cell,
    password: cell,
    name: cell,
    post: cell.default('系统管理员'),
  }),
  units: z
    .array(
      z.strictObject({
        name: cell,
        within: cell.optional().describe('name of the unit that it is a part of'),
      }),
    )
    .max(100)
    .default([]),
  people: z
    .array(
      z.strictObject({
        username: cell,
        name: cell,
        post: cell,
        roles: z
          .array(
            z.strictObject({
              role: cell,
              unit: cell.optional().describe('name of a unit of this form; the body itself unless told'),
            }),
          )
          .max(20)
          .default([]),
      }),
    )
    .max(200)
    .default([]),
});
export type FirstStartForm = z.infer<typeof firstStartForm>;

/** A person of the form, as it will be registered; `unit` undefined: the body itself. */
export interface PlannedPerson {
  readonly username: string;
  readonly name: string;
  readonly post: string;
  readonly roles: readonly { readonly role: Role; readonly unit: string | undefined }[];
}

/** What the form says, put in order; only where there are no faults. */
export interface FirstStartPlan {
  readonly body: {
    readonly id?: string;
    readonly name: string;
    readonly level: Level;
    readonly ruleSet: string;
  };
  readonly administrator: { readonly username: string; readonly name: string; readonly post: string };
  /** Each after the one that it is within. */
  readonly units: readonly { readonly name: string; readonly within: string | undefined }[];
  readonly people: readonly PlannedPerson[];
}

/** @returns what would be set up, all that is wrong with it, and the roles that nobody would have. Pure. */
export function planOf(form: FirstStartForm): {
  readonly plan: FirstStartPlan;
  readonly faults: readonly Fault[];
  readonly missingRoles: readonly Role[];
} {
  const reader = new FormReader(form);
  const plan = reader.read();
  const held = plan.people.flatMap(({ roles }) => roles.map(({ role }) => role));
  return { plan, faults: reader.faults, missingRoles: ROLES_NEEDED.filter((role) => !held.includes(role)) };
}

class FormReader {
  readonly faults: Fault[] = [];

  constructor(private readonly form: FirstStartForm) {}

  read(): FirstStartPlan {
    const body = this.body();
    const { username: name, ...rest } = this.form.administrator;
    const administrator = {
      username: this.username('/administrator/username', name),
      name: this.words('/administrator/name', rest.name, 100),
      post: this.words('/administrator/post', rest.post, 200),
    };
    const units = this.units();
    const people = this.people(administrator.username);
    return { body, administrator, units, people };
  }

  private wrong(at: string, zh: string, en: string): void {
    this.faults.push({ at, detail: { zh, en } });
  }

  private body(): FirstStartPlan['body'] {
    const { id, name, level, ruleSet } = this.form.body;
    if (id !== undefined && !opaqueId.safeParse(id).success)
      this.wrong('/body/id', '只能用小写字母、数字和连字符', 'lower-case letters, digits and dashes only');
    const known = LEVELS.find((one) => one === level);
    if (!known) this.wrong('/body/level', `须为：${LEVELS.join('、')}`, `is one of: ${LEVELS.join(', ')}`);
    const place = SHIPPED.places.get(ruleSet);
    if (!place)
      this.wrong(
        '/body/ruleSet',
        '没有收录这一地区的规则；可先用 national',
        'no rules of such a place; take national first',
      );
    else if (known && place.level !== undefined && place.level !== known)
      this.wrong(
        '/body/ruleSet',
        `${place.title.zh}的规则不适用于该层级`,
        `the rules of ${place.title.en} are for another level`,
      );
    return {
      ...(id !== undefined && { id }),
      name: this.words('/body/name', name, 200),
      level: known ?? 'township',
      ruleSet,
    };
  }

  private words(at: string, text: string, atMost: number): string {
    const trimmed = text.trim();
    if (trimmed === '') this.wrong(at, '未填写', 'is empty');
    else if (trimmed.length > atMost)
      this.wrong(at, `不得超过 ${atMost} 个字符`, `has at most ${atMost} characters`);
    else if (looksLikeFormula(trimmed)) this.wrong(at, '不能以 = + - @ 开头', 'does not begin with = + - @');
    else if (/[\p{Cc}\p{Cf}]/u.test(trimmed)) this.wrong(at, '含有不可见的字符', 'has invisible characters');
    return trimmed;
  }

  private username(at: string, text: string): string {
    const parsed = username.safeParse(text.trim());
    if (parsed.success) return parsed.data;
    this.wrong(
      at,
      text.trim() === '' ? '未填写' : '须为 2 至 64 个字母、汉字、数字、点、下划线或连字符',
      text.trim() === '' ? 'is empty' : 'has 2 to 64 letters, digits, dots, underscores or dashes',
    );
    return text.trim();
  }

  /** In an order in which each comes after the one that it is within. */
  private units(): FirstStartPlan['units'] {
    const named = this.form.units.map(({ name, within }, at) => ({
      name: this.words(`/units/${at}/name`, name, 200),
      within: within?.trim(),
    }));
    named.forEach(({ name, within }, at) => {
      const first = named.findIndex((one) => one.name === name);
      if (first < at && name !== '')
        this.wrong(
          `/units/${at}/name`,
          `与第 ${first + 1} 个单位同名`,
          `is the name of unit ${first + 1}, too`,
        );
      if (within !== undefined && (within === name || !named.some((one) => one.name === within)))
        this.wrong(`/units/${at}/within`, '没有另一个这样的单位', 'is not the name of another unit here');
    });
    const ordered: FirstStartPlan['units'][number][] = [];
    let left = named;
    const isPlaced = ({ within }: FirstStartPlan['units'][number]) =>
      within === undefined || ordered.some(({ name }) => name === within);
    while (left.some(isPlaced)) {
      const next = left.filter(isPlaced);
      ordered.push(...next);
      left = left.filter((one) => !next.includes(one));
    }
    // What is within nothing that is here was told above.
    const inCircles = left.filter((unit) =>
      named.some(({ name }) => name === unit.within && name !== unit.name),
    );
    for (const unit of inCircles)
      this.wrong(
        `/units/${named.indexOf(unit)}/within`,
        '互为上下级，或属于填错的单位',
        'is within itself by way of others, or within one that is wrong',
      );
    return ordered;
  }

  private people(administrator: string): PlannedPerson[] {
    const seen = new Map<string, string>([[administrator, '/administrator']]);
    return this.form.people.map((person, index) => {
      const at = `/people/${index}`;
      const name = this.username(`${at}/username`, person.username);
      const first = seen.get(name);
      if (first !== undefined && name !== '')
        this.wrong(`${at}/username`, `与 ${first} 的用户名相同`, `is the user name of ${first}, too`);
      else seen.set(name, at);
      return {
        username: name,
        name: this.words(`${at}/name`, person.name, 100),
        post: this.words(`${at}/post`, person.post, 200),
        roles: this.roles(at, person.roles),
      };
    });
  }

  private roles(at: string, asked: FirstStartForm['people'][number]['roles']): PlannedPerson['roles'] {
    const units = this.form.units.map(({ name }) => name.trim());
    const roles: { role: Role; unit: string | undefined }[] = [];
    asked.forEach(({ role, unit }, index) => {
      const known = roleNamed(role);
      const within = unit?.trim();
      if (!known)
        this.wrong(
          `${at}/roles/${index}/role`,
          `没有这一角色：${names('zh')}`,
          `no such role: ${names('en')}`,
        );
      if (within !== undefined && !units.includes(within))
        this.wrong(`${at}/roles/${index}/unit`, '表中没有这个单位', 'is not the name of a unit here');
      if (known && roles.some((one) => one.role === known && one.unit === within))
        this.wrong(`${at}/roles/${index}`, '同一角色填了两次', 'is there twice');
      if (known) roles.push({ role: known, unit: within });
    });
    return roles;
  }
}

const names = (language: keyof Text): string =>
  grantable.options
    .map((role) => (language === 'zh' ? `${ROLES[role].zh}（${role}）` : role))
    .join(language === 'zh' ? '、' : ', ');
