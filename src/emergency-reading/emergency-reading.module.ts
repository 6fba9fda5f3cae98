import { Module } from '@nestjs/common';
import { EmergencyReadingsController } from './emergency-readings.controller.js';

/** Emergency readings: asked for, confirmed, ended. */
@Module({ controllers: [EmergencyReadingsController] })
export class EmergencyReadingModule {}
