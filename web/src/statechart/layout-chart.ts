import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import type { Bilingual } from '../words/words';
import type { Chart, ChartState } from '../decisions/machine';

/** A box, in the coordinates of the whole drawing. */
export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly compound: boolean;
  readonly lines: readonly string[];
}

/** An arrow: several acts that lead the same way are one. */
export interface Arrow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly transitions: readonly string[];
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label?: { readonly x: number; readonly y: number; readonly lines: readonly string[] };
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

interface Wanted {
  readonly chart: Chart;
  readonly states: ReadonlySet<string>;
  readonly transitions: ReadonlySet<string>;
  readonly said: (text: Bilingual) => string;
  readonly actName: (event: string) => string;
}

const LINE = 18;
const MOST_IN_A_LINE = 22;

/** Lays the machine out with the Eclipse Layout Kernel, in a worker of its own. */
export async function laidOut(wanted: Wanted): Promise<Drawing> {
  const { default: Elk } = await import('elkjs/lib/elk-api');
  const elk = new Elk({
    workerFactory: () =>
      new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url)) as unknown as globalThis.Worker,
  });
  try {
    const root = wanted.chart.states[0];
    if (!root) return { width: 0, height: 0, boxes: [], arrows: [] };
    const arrows = arrowsOf(wanted);
    const graph = await elk.layout({
      ...nodeOf(root, wanted),
      layoutOptions: {
        'elk.algorithm': 'layered',
        'elk.direction': 'DOWN',
        'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
        'elk.layered.spacing.nodeNodeBetweenLayers': '36',
        'elk.spacing.nodeNode': '28',
        'elk.spacing.edgeNode': '14',
        'elk.spacing.edgeEdge': '10',
        'elk.edgeRouting': 'ORTHOGONAL',
        // The law tells the procedure in this order, and so does the drawing: what leads back leads up.
        'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
        'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
        'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
        'elk.json.edgeCoords': 'ROOT',
        'elk.json.shapeCoords': 'ROOT',
      },
      edges: arrows.map(({ id, source, target, lines }): ElkExtendedEdge => ({
        id,
        sources: [source],
        targets: [target],
        labels: [{ id: `${id}/label`, text: lines.join('\n'), ...sizeOf(lines, 12) }],
      })),
    });
    return drawingOf(graph, arrows, wanted);
  } finally {
    elk.terminateWorker();
  }
}

function nodeOf(state: ChartState, wanted: Wanted): ElkNode {
  const inside = wanted.chart.states.filter(({ id, parent }) => parent === state.id && wanted.states.has(id));
  const lines = linesIn(wanted.said(state.title));
  if (inside.length === 0) {
    const { width, height } = sizeOf(lines, 14);
    return { id: state.id, width: width + 24, height: height + 16 };
  }
  const head = lines.length * LINE + 20;
  return {
    id: state.id,
    children: inside.map((child) => nodeOf(child, wanted)),
    layoutOptions: {
      'elk.padding': `[top=${head},left=16,bottom=16,right=16]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${sizeOf(lines, 14).width + 40},${head + 20})`,
    },
  };
}

interface Joined {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly transitions: string[];
  readonly acts: Set<string>;
}

/** Ways with the same ends are one arrow. What changes no state, or leads back to where it was, is in the table only. */
function arrowsOf({
  chart,
  transitions,
  states,
  actName,
}: Wanted): (Joined & { readonly lines: string[] })[] {
  const joined = new Map<string, Joined>();
  for (const way of chart.transitions) {
    if (!transitions.has(way.id)) continue;
    for (const target of way.targets) {
      if (target === way.source || !states.has(target) || !states.has(way.source)) continue;
      const id = `${way.source}>${target}`;
      const arrow = joined.get(id) ?? {
        id,
        source: way.source,
        target,
        transitions: [],
        acts: new Set<string>(),
      };
      arrow.transitions.push(way.id);
      if (way.event !== '') arrow.acts.add(actName(way.event));
      joined.set(id, arrow);
    }
  }
  return [...joined.values()].map((arrow) => {
    const acts = [...arrow.acts];
    const shown = acts.slice(0, 2).flatMap((act) => linesIn(act, 14));
    return { ...arrow, lines: acts.length > 2 ? [...shown, `… +${acts.length - 2}`] : shown };
  });
}

function drawingOf(
  graph: ElkNode,
  arrows: readonly (Joined & { lines: string[] })[],
  wanted: Wanted,
): Drawing {
  const boxes: Box[] = [];
  const walk = (node: ElkNode) => {
    const state = wanted.chart.states.find(({ id }) => id === node.id);
    if (state && state.parent !== null) {
      boxes.push({
        id: node.id,
        x: node.x ?? 0,
        y: node.y ?? 0,
        width: node.width ?? 0,
        height: node.height ?? 0,
        compound: (node.children?.length ?? 0) > 0,
        lines: linesIn(wanted.said(state.title)),
      });
    }
    node.children?.forEach(walk);
  };
  walk(graph);
  const edges = (graph.edges ?? []) as ElkExtendedEdge[];
  return {
    width: graph.width ?? 0,
    height: graph.height ?? 0,
    boxes,
    arrows: edges.flatMap((edge): Arrow[] => {
      const arrow = arrows.find(({ id }) => id === edge.id);
      if (!arrow) return [];
      const label = edge.labels?.[0];
      return [
        {
          id: edge.id,
          source: arrow.source,
          target: arrow.target,
          transitions: arrow.transitions,
          points: (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
            startPoint,
            ...bendPoints,
            endPoint,
          ]),
          ...(label &&
            arrow.lines.length > 0 && { label: { x: label.x ?? 0, y: label.y ?? 0, lines: arrow.lines } }),
        },
      ];
    }),
  };
}

/** Chinese breaks anywhere, English between words. */
export function linesIn(text: string, most = MOST_IN_A_LINE): string[] {
  const lines: string[] = [''];
  let width = 0;
  for (const piece of text.match(/[ -\u024f]+?(?:\s|$)|[ -\u024f]+|[^ -\u024f]/g) ?? []) {
    const wide = widthOf(piece, 1);
    if (width > 0 && width + wide > most && !ENDS.test(piece)) {
      lines.push('');
      width = 0;
    }
    lines[lines.length - 1] += piece;
    width += wide;
  }
  return lines.map((line) => line.trim());
}

/** Never at the beginning of a line. */
const ENDS = /^[）」』》”，。；：、！？]/;

/** In the size of the type: a Chinese character is as wide as it is high, a letter about half. */
function widthOf(text: string, size: number): number {
  let wide = 0;
  for (const character of text) wide += (character.codePointAt(0) ?? 0) > 0x24f ? 1 : 0.56;
  return wide * size;
}

function sizeOf(lines: readonly string[], size: number): { width: number; height: number } {
  return {
    width: Math.max(0, ...lines.map((line) => widthOf(line, size))),
    height: lines.length * (size + 4),
  };
}
