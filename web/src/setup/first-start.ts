import { useMutation, useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { ROLES, type Role } from '../../../workflows/vocabulary';

export interface PersonRow {
  readonly name: string;
  readonly post: string;
  readonly username: string;
  roles: readonly Role[];
  readonly unit?: string;
}

/** What is typed into the wizard. */
export interface FirstStartAnswers {
  readonly body: { readonly name: string; readonly level: string; readonly ruleSet: string };
  readonly administrator: {
    readonly name: string;
    readonly post: string;
    readonly username: string;
    readonly password: string;
  };
  readonly units?: readonly { readonly name?: string; readonly within?: string }[];
  readonly people?: readonly PersonRow[];
}

/** Whoever is a part of the machine and not somebody's office is granted to nobody. */
const NOT_GRANTED: readonly string[] = ['public', 'timekeeper', 'installation'];
export const GRANTABLE = (Object.keys(ROLES) as Role[]).filter((role) => !NOT_GRANTED.includes(role));
export const LEVELS = ['township', 'department', 'county', 'prefecture', 'province'] as const;

/** The places whose rules are known here, and what each asks beyond the nation. */
export function useJurisdictions() {
  return useQuery({
    queryKey: ['jurisdictions'],
    queryFn: () => ask(api.GET('/api/jurisdictions')),
    staleTime: 600_000,
  });
}

export function useFirstStart(token: string) {
  return useMutation({
    mutationFn: ({ answers, dryRun }: { answers: FirstStartAnswers; dryRun: boolean }) =>
      ask(
        api.POST('/api/setup/form', {
          params: { query: { dryRun: dryRun ? 'true' : 'false' } },
          body: { token, ...formOf(answers) },
        }),
      ),
  });
}

function formOf({ body, administrator, units = [], people = [] }: FirstStartAnswers) {
  const { name, post, username, password } = administrator;
  return {
    body: { name: body.name ?? '', level: body.level ?? '', ruleSet: body.ruleSet || 'national' },
    administrator: {
      name: name ?? '',
      username: username ?? '',
      password: password ?? '',
      ...(post && { post }),
    },
    units: units.map((unit) => ({ name: unit?.name ?? '', ...(unit?.within && { within: unit.within }) })),
    people: people.map((one) => ({
      name: one?.name ?? '',
      post: one?.post ?? '',
      username: one?.username ?? '',
      roles: (one?.roles ?? []).map((role) => ({ role, ...(one.unit && { unit: one.unit }) })),
    })),
  };
}

/** The field of the wizard that a JSON pointer of the answer means. */
export function fieldAt(at: string): (string | number)[] {
  const path = at
    .slice(1)
    .split('/')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  // The wizard has one unit for all roles of a person.
  if (path[0] === 'people' && path[2] === 'roles')
    return [...path.slice(0, 2), path[4] === 'unit' ? 'unit' : 'roles'];
  return path;
}

/** Which step of the wizard has this field. */
export function stepOf(at: string): number {
  return ['body', 'administrator', 'units', 'people'].indexOf(String(fieldAt(at)[0]));
}
