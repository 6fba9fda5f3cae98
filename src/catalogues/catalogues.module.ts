import { Module } from '@nestjs/common';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { CataloguesController } from './catalogues.controller.js';
import { PublicCataloguesController } from './public-catalogues.controller.js';

/** Yearly catalogues of decisions: kept by the offices, read by everybody once published. */
@Module({
  controllers: [CataloguesController, PublicCataloguesController],
  providers: [ReadingSubjects],
})
export class CataloguesModule {}
