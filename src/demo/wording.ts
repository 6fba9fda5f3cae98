import { ROLES, type Role, type Text } from '../../workflows/vocabulary.js';
import type { Language } from '../http/language.js';
import { datesInWords } from './dates.js';

/** The kind of act an event type stands for: its title, and the roles that may do it, first choice first. */
export interface Kind {
  readonly title: Text;
  readonly roles: readonly string[];
}

/**
 * Turns what the program says into what people read: ids of people and units become names, event types their
 * titles, dates words.
 */
export class Wording {
  private readonly names = new Map<string, Text>();
  private readonly kinds = new Map<string, Kind>();

  constructor(readonly language: Language) {}

  learnName(id: string, name: Text): void {
    this.names.set(id, name);
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

  /** A sentence of the program in the words of people. */
  sentence(text: Text): string {
    let said = text[this.language];
    for (const [id, name] of this.names)
      said = said.replaceAll(new RegExp(`(?<![\\w-])${id}(?![\\w-])`, 'g'), name[this.language]);
    for (const [type, { title }] of this.kinds) {
      const quoted = this.language === 'zh' ? `“${title.zh}”` : `“${title.en}”`;
      said = said.replaceAll(new RegExp(` ?\\b${type}\\b ?`, 'g'), (found) =>
        this.language === 'zh' ? quoted : found.replace(type, quoted),
      );
    }
    return datesInWords(said, this.language);
  }
}
