import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { useRoleName } from '../roles/roles';
import { usePunctuation } from '../words/punctuation';

/** The people that the reader may see: id, name, post. */
export function usePeople() {
  return useQuery({ queryKey: ['people'], queryFn: () => ask(api.GET('/api/people')), staleTime: 60_000 });
}

const PROGRAMS: readonly string[] = ['installation', 'timekeeper'];

/** The name of a person by id; the beginning of the id where the name is not known (or was erased). */
export function useNameOf(): (person: string) => string {
  const { data } = usePeople();
  const roleName = useRoleName();
  // The program itself acts under the name of its role.
  return (person) =>
    data?.people.find(({ id }) => id === person)?.name ??
    (PROGRAMS.includes(person) ? roleName(person) : person.slice(0, 8));
}

/** Somebody as a list offers them: the name, and the post beside it. */
export function useNamed(): (person: { readonly name: string; readonly post?: string }) => string {
  const { beside } = usePunctuation();
  return ({ name, post }) => (post ? beside(name, post) : name);
}

/** Bodies and their units. */
export function useUnits() {
  return useQuery({ queryKey: ['units'], queryFn: () => ask(api.GET('/api/units')), staleTime: 60_000 });
}

export function useUnitName(): (unit: string) => string {
  const { data } = useUnits();
  return (unit) => data?.units.find(({ id }) => id === unit)?.name ?? unit;
}

/** Names of people and of units, where they are known. */
export function useNames(): { person(id: string): string | undefined; unit(id: string): string | undefined } {
  const { data: people } = usePeople();
  const { data: units } = useUnits();
  return {
    person: (id) => people?.people.find((one) => one.id === id)?.name,
    unit: (id) => units?.units.find((one) => one.id === id)?.name,
  };
}
