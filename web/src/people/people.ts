import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api, ask } from '../api/client';
import { useRoleName } from '../roles/roles';
import { usePunctuation } from '../words/punctuation';

/** The people that the reader may see: id, name, post. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => ask(api.GET('/api/people')),
  staleTime: 60_000,
});

export function usePeople() {
  return useQuery(peopleQuery);
}

const PROGRAMS: readonly string[] = ['installation', 'timekeeper'];

/** The name of a person by id; the beginning of the id where the name is not known (or was erased). */
export function useNameOf(): (person: string) => string {
  const { data } = usePeople();
  const roleName = useRoleName();
  // The program itself acts under the name of its role.
  return useCallback(
    (person) =>
      named(data?.people, person) ?? (PROGRAMS.includes(person) ? roleName(person) : person.slice(0, 8)),
    [data, roleName],
  );
}

/** Somebody as a list offers them: the name, and the post beside it. */
export function useNamed(): (person: { readonly name: string; readonly post?: string }) => string {
  const { beside } = usePunctuation();
  return ({ name, post }) => (post ? beside(name, post) : name);
}

/** Bodies and their units. */
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () => ask(api.GET('/api/units')),
  staleTime: 60_000,
});

export function useUnits() {
  return useQuery(unitsQuery);
}

export function useUnitName(): (unit: string) => string {
  const { data } = useUnits();
  return (unit) => named(data?.units, unit) ?? unit;
}

/** Names of people and of units, where they are known. */
export function useNames(): { person(id: string): string | undefined; unit(id: string): string | undefined } {
  const { data: people } = usePeople();
  const { data: units } = useUnits();
  return useMemo(
    () => ({
      person: (id) => named(people?.people, id),
      unit: (id) => named(units?.units, id),
    }),
    [people, units],
  );
}

type Named = readonly { readonly id: string; readonly name: string }[];
/** By id, made once for each list that was read: a history asks for names a thousand times. */
const BY_ID = new WeakMap<Named, ReadonlyMap<string, string>>();

function named(all: Named | undefined, id: string): string | undefined {
  if (!all) return undefined;
  const known = BY_ID.get(all) ?? new Map(all.map((one) => [one.id, one.name]));
  BY_ID.set(all, known);
  return known.get(id);
}
