import type { Rows } from '../../database/database.js';
import { namesAndPosts, namesOfUnits } from '../../people/directory.js';
import type { PersonShown, UnitShown } from './answer.js';

/** Everybody and every unit that the report names: known by id while it is written, by name once it is read. */
export class Cast {
  private readonly people = new Map<string, PersonShown>();
  private readonly units = new Map<string, UnitShown>();

  readonly person = (id: string): PersonShown => entry(this.people, id);

  readonly unit = (id: string): UnitShown => entry(this.units, id);

  /**
   * Puts the names in. Who answers for what was done is told to whoever may read what was done, whether they still
   * serve here or not: the responsibility is for life (article 38).
   */
  async named(rows: Rows): Promise<void> {
    for (const [id, { name, post }] of await namesAndPosts(rows, [...this.people.keys()]))
      Object.assign(this.person(id), { name, post });
    for (const [id, name] of await namesOfUnits(rows, [...this.units.keys()]))
      Object.assign(this.unit(id), { name });
  }
}

function entry<T extends { id: string }>(known: Map<string, T>, id: string): T | { id: string } {
  const one = known.get(id) ?? { id };
  known.set(id, one as T);
  return one;
}
