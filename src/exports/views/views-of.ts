import { certificatePdf } from './certificate-pdf.js';
import type { DecisionShown, View } from './decision-shown.js';
import { dossierPdf } from './dossier-pdf.js';
import { historyHtml } from './history-html.js';
import { indexHtml, type PageScripts } from './index-html.js';
import { ocelJson } from './ocel.js';
import type { Fonts } from './pdf.js';
import { xesLog } from './xes.js';

/** What the views are made with beside the decision itself: fonts and scripts that ship with this program. */
export interface ViewAssets {
  readonly fonts: Fonts;
  readonly scripts: PageScripts;
}

/** Sets one of the printed views: here, or in a thread of its own. */
export type Print = (job: {
  readonly what: 'dossier' | 'certificate';
  readonly shown: DecisionShown;
}) => Promise<Uint8Array>;

/** Every readable view of one decision, one after the other; the same data make the same bytes. */
export async function* viewsOf(
  shown: DecisionShown,
  assets: ViewAssets,
  print: Print = ({ what }) => (what === 'dossier' ? dossierPdf : certificatePdf)(shown, assets.fonts),
): AsyncGenerator<View> {
  yield text('data/views/history.html', 'text/html; charset=utf-8', historyHtml(shown));
  yield text('data/views/ocel.json', 'application/json', await whole(ocelJson(() => [shown.mined])));
  yield text('data/views/log.xes', 'application/xml', await whole(xesLog([shown.mined], titlesIn(shown))));
  yield pdf('data/views/dossier.pdf', await print({ what: 'dossier', shown }));
  yield pdf('data/views/certificate.pdf', await print({ what: 'certificate', shown }));
  yield text('index.html', 'text/html; charset=utf-8', indexHtml(shown, assets.scripts));
}

const text = (path: string, mediaType: string, content: string): View => ({
  path,
  mediaType,
  bytes: Buffer.from(content, 'utf8'),
});

const pdf = (path: string, bytes: Uint8Array): View => ({ path, mediaType: 'application/pdf', bytes });

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}

function titlesIn({ events }: DecisionShown) {
  const titles = new Map(events.map(({ type, title }) => [type, title]));
  return ({ type }: { readonly type: string }) => titles.get(type) ?? { zh: type, en: type };
}
