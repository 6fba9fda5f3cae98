import { Module } from '@nestjs/common';
import { ExportsModule } from '../exports/exports.module.js';
import { FormDraftsModule } from '../form-drafts/form-drafts.module.js';
import { FormsController } from '../forms/forms.controller.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { TemplatesController } from './templates.controller.js';

/** What is begun here and finished on paper, or in Word. */
@Module({
  imports: [ExportsModule, FormDraftsModule],
  controllers: [TemplatesController, FormsController],
  providers: [ReadingSubjects],
})
export class TemplatesModule {}
