import { Logger } from '@nestjs/common';
import type { Clock } from '../clock.js';
import type { Cosigning } from '../cosigning/cosigning.js';
import type { Database } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { presentDocuments, type Documents } from '../documents/documents.js';
import { DocumentDamaged } from '../documents/refusals.js';
import { recordHeads } from '../installation/recorded-heads.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Road } from '../road/record-event.js';
import { SecondOrigin } from '../second-origin/second-origin.js';
import { bagOf, type Bag } from './bag.js';
import { NotSignedYet } from './refusals.js';

const log = new Logger('Dossiers');

export interface DossierOptions {
  readonly pins?: readonly number[] | undefined;
  readonly withRefused?: boolean;
}

/** Bags of single decisions, for people who read them over HTTP. */
export class Dossiers {
  constructor(
    private readonly world: {
      readonly database: Database;
      readonly ledger: Ledger;
      readonly road: Road;
      readonly cosigning: Cosigning;
      readonly secondOrigin: SecondOrigin;
      readonly released: readonly ReleasedWorkflow[];
      readonly papers: Documents;
      /** Where the papers lie. */
      readonly documents: string;
      readonly clock: Clock;
    },
  ) {}

  /**
   * The dossier of a decision as it stands now: the heads of all subjects are recorded first, and a checkpoint is signed and shown to the witnesses, so
   * that nothing can be left out at its end; and every paper is compared with its digest, so that what is wrong is said
   * before the first byte.
   *
   * @param options.pins sizes of checkpoints that the reader holds, to be in it too
   * @param options.withRefused what was tried and refused is in its views: for auditors of the body
   * @throws SubjectNotFound, LedgerUnavailable, NotSignedYet, DocumentDamaged; the last two also while it is read
   */
  async of(decision: string, { pins = [], withRefused = false }: DossierOptions = {}): Promise<Bag> {
    const { database, ledger, road, cosigning, secondOrigin, released, papers, documents, clock } =
      this.world;
    await recordHeads({ road, database });
    await ledger.checkpoint().catch((error: unknown) => {
      throw new NotSignedYet(error);
    });
    await cosigning.tick();
    await secondOrigin.tick();
    const bag = await bagOf(
      { rows: database.read, documents, released },
      {
        decision,
        pins,
        at: clock.machine(),
        withRefused,
        onViewsLeftOut: ({ message }) => log.warn(`decision/${decision} goes without its views: ${message}`),
        onDamaged: (sha256) => {
          throw new DocumentDamaged(sha256);
        },
      },
    );
    for (const digest of await presentDocuments(database.read, bag.papers))
      await (await papers.check(digest)).file.close();
    return bag;
  }
}
