import type { Companion } from '../../workflows/vocabulary.js';
import type { Procedure } from '../engine/procedure.js';

/** The forms of a procedure. */
export type Forms = Pick<Procedure, 'events' | 'intake'>;

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/**
 * What a form asks, or lets one fill in, that the form of another version did not offer: nobody could have filled it in
 * then. As paths (`touches/money`), with the companions that are worked out from such fields.
 */
export function fieldsNotOffered(type: string, own: Forms, draft: Forms): readonly string[] {
  const [before, now] = [own.intake(type)?.schema, draft.intake(type)?.schema];
  if (!before || !now) return [];
  const fields = added([before as SchemaNode], [now as SchemaNode], '');
  const companions = Object.entries<Companion>(draft.events[type]?.companions ?? {});
  const worked = companions.filter(([, of]) =>
    fields.includes('presenceOf' in of ? of.presenceOf : of.digestOf),
  );
  return [...fields, ...worked.map(([name]) => name)];
}

/** By the same names, whatever the branch; of a list, the list as a whole. */
function added(before: readonly SchemaNode[], now: readonly SchemaNode[], path: string): string[] {
  const [old, present] = [membersOf(before), membersOf(now)];
  return Object.entries(present).flatMap(([name, nodes]) => {
    const at = `${path}${name}`;
    const known = old[name];
    if (!known) return [at];
    const within = added(known, nodes, `${at}/`);
    return within.length > 0 || added(itemsOf(known), itemsOf(nodes), '').length === 0 ? within : [at];
  });
}

const branchesOf = (nodes: readonly SchemaNode[]): readonly SchemaNode[] =>
  nodes.flatMap((node) => [node, ...(node.anyOf ?? []), ...(node.oneOf ?? [])]);

const itemsOf = (nodes: readonly SchemaNode[]): SchemaNode[] =>
  branchesOf(nodes).flatMap(({ items }) => items ?? []);

function membersOf(nodes: readonly SchemaNode[]): Record<string, SchemaNode[]> {
  const members: Record<string, SchemaNode[]> = {};
  for (const { properties = {} } of branchesOf(nodes))
    for (const [name, node] of Object.entries(properties)) members[name] = [...(members[name] ?? []), node];
  return members;
}
