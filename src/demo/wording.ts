import { ROLES, type Role, type Text } from '../../workflows/vocabulary.js';
import type { Language } from '../http/language.js';
import { datesInWords } from './dates.js';

/** The kind of act an event type stands for: its title, and the roles that may do it, first choice first. */
export interface Kind {
  readonly title: Text;
  readonly roles: readonly string[];
}

/** What the program says, as the story tells it: acts and roles by their names, dates in words, in one language. */
export class Wording {
  private readonly names: Text[] = [];
  private readonly kinds = new Map<string, Kind>();

  constructor(readonly language: Language) {}

  learnName(name: Text): void {
    this.names.push(name);
  }

  learnKind(type: string, kind: Kind): void {
    this.kinds.set(type, kind);
  }

  kindOf(type: string): Kind {
    return this.kinds.get(type) ?? { title: { zh: type, en: type }, roles: [] };
  }

  titleOf(type: string): string {
    return this.kindOf(type).title[this.language];
  }

  roleName(role: string): string {
    return role in ROLES ? ROLES[role as Role][this.language] : role;
  }

  withRole(name: Text, role: string): string {
    return this.language === 'zh' ? `${name.zh}（${role}）` : `${name.en}, ${role}`;
  }

  in(text: Text): string {
    return text[this.language];
  }

  /** A sentence of the program, with dates in words; names are Chinese in the program, and in English here. */
  sentence(text: Text): string {
    const longestFirst = this.names.toSorted((a, b) => b.zh.length - a.zh.length);
    const said = longestFirst.reduce(
      (sentence, name) => sentence.replaceAll(name.zh, name[this.language]),
      text[this.language],
    );
    return datesInWords(said, this.language);
  }
}
