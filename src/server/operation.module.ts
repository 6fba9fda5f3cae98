import { Module } from '@nestjs/common';
import { ApiDescriptionController } from './api-description.controller.js';
import { HealthController } from './health.controller.js';

/** What operators and programmers ask of a running server. */
@Module({ controllers: [HealthController, ApiDescriptionController] })
export class OperationModule {}
